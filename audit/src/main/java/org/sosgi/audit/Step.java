package org.sosgi.audit;

/** One part of the audit: does something that could go wrong, and records what came of it as gates. */
public interface Step {

    /** Returns the word that chooses it: lower case, dashes. */
    String name();

    /** Returns in one line what it looks at. */
    String about();

    /**
     * Runs it. What it starts it ends, also when it fails.
     *
     * @throws Exception if it could not be run to its end, which counts as failed
     */
    void run(Workshop workshop, Findings findings) throws Exception;
}
