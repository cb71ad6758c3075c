package org.sosgi.simulator;

import java.io.PrintStream;
import java.util.List;

/** {@code sosgi simulate --help} while no agent runs. Called by the launcher, without a framework. */
public final class SimulateHelp {

    private SimulateHelp() {}

    /**
     * Tells the words.
     *
     * @return 0, always
     */
    public static int run(List<String> args, PrintStream out) {
        out.println("usage: sosgi simulate " + SimulateCommand.USAGE_LINE);
        out.println("Answered by an agent with the demo: sosgi start --with demo");
        return 0;
    }
}
