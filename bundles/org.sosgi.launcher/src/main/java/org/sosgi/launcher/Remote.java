package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code sosgi NAME …}: a command of the running agent. */
final class Remote {

    private final Home home;

    Remote(Home home) {
        this.home = home;
    }

    int call(List<String> words, PrintStream out) throws IOException {
        var agent = new RunningAgent(home);
        if (agent.pid().isEmpty()) {
            System.err.println("no agent runs in " + home.folder());
            return Main.FAILED;
        }
        return agent.ask(words, out);
    }
}
