package org.sosgi.api.qlik;

/** The services of Qlik Sense that are asked over HTTPS, with the port each listens on as installed. */
public enum SenseService {
    /** Engine, 4747: health check. */
    ENGINE(4747),
    /** Proxy, 4243: sessions. */
    PROXY(4243),
    /** Repository, 4242: apps. */
    REPOSITORY(4242);

    private final int port;

    SenseService(int port) {
        this.port = port;
    }

    public int port() {
        return port;
    }
}
