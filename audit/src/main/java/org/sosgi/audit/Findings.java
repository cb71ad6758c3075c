package org.sosgi.audit;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The gates of one step, in the order in which they were recorded; each is told at once. For any thread. */
public final class Findings {

    private final String step;
    private final PrintStream out;
    private final List<Gate> gates = new ArrayList<>();

    public Findings(String step, PrintStream out) {
        this.step = step;
        this.out = out;
    }

    /** Records a gate. */
    public void gate(String name, String threshold, String measured, boolean passed) {
        add(new Gate(step, name, threshold, measured, passed ? Gate.Result.PASSED : Gate.Result.FAILED));
    }

    /** Records a gate of which no more than so many may be. */
    public void atMost(String name, long most, long measured) {
        gate(name, "at most " + most, Long.toString(measured), measured <= most);
    }

    /** Records that something cannot be run on this machine. */
    public void notHere(String name, String why) {
        add(new Gate(step, name, "", why, Gate.Result.NOT_RUN));
    }

    /** Tells what is being done, for whoever watches; not kept. */
    public void progress(String line) {
        out.println("    " + line);
    }

    private synchronized void add(Gate gate) {
        gates.add(gate);
        String wanted = gate.threshold().isEmpty() ? "" : " (" + gate.threshold() + ")";
        out.printf("  %-7s %s: %s%s%n", gate.result().name().replace('_', ' '), gate.name(), gate.measured(), wanted);
    }

    public synchronized List<Gate> gates() {
        return List.copyOf(gates);
    }
}
