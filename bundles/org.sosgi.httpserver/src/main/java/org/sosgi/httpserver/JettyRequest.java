package org.sosgi.httpserver;

/** As the server has read it. */
final class JettyRequest implements Request {

    private final org.eclipse.jetty.server.Request request;

    JettyRequest(org.eclipse.jetty.server.Request request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path;
    }

    @Override
    public String target() {
        String target = request.getHttpURI().getPathQuery();
        return target == null ? "" : target;
    }

    @Override
    public String header(String name) {
        return String.join(",", request.getHeaders().getValuesList(name));
    }
}
