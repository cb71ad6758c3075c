package org.sosgi.setup.appender;

/** What log events a site can send. */
public enum Source {
    ENGINE("engine"),
    PROXY("proxy"),
    REPOSITORY("repository"),
    SCHEDULER("scheduler"),
    /** The engine's performance log. */
    QIX_PERFORMANCE("qixperf");

    private final String word;

    Source(String word) {
        this.word = word;
    }

    /** Returns its name on the command line. */
    public String word() {
        return word;
    }
}
