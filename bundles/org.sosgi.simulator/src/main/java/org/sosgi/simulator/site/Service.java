package org.sosgi.simulator.site;

/** A service of a Sense node that is asked over HTTPS. */
public enum Service {
    ENGINE("engine", 4747),
    PROXY("proxy", 4243),
    REPOSITORY("qrs", 4242);

    private final String key;
    private final int port;

    Service(String key, int port) {
        this.key = key;
        this.port = port;
    }

    /** Returns the word with which the keys of a script begin. */
    public String key() {
        return key;
    }

    /** Returns the port on which a site listens as installed. */
    public int port() {
        return port;
    }
}
