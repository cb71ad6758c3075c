package org.sosgi.httpserver;

/** A request that has been let in. It has no body. */
public interface Request {

    String method();

    /** Returns the path as it was sent: nothing is decoded in it or left out, so what equals an expected path is that path. */
    String path();

    /** Returns path and query as they were sent. */
    String target();

    /** Returns the values of all header fields of that name, with commas between; empty if there is none. */
    String header(String name);
}
