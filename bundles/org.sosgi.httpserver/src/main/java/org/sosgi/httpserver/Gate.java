package org.sosgi.httpserver;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.httpserver.Traffic.Reason;
import org.sosgi.network.AllowList;

/**
 * Asks the guards in turn, then the page: source, rate, framing, token, method, body. Whoever has no token learns nothing of paths, as
 * the answer is the same for all; whoever sends a body is not listened to, as no page takes one.
 *
 * <p>What the server itself answers, to requests that cannot be read, comes by {@link #refuse}.
 */
final class Gate extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String door;
    private final Page page;
    private final AllowList allowed;
    private final RateLimit rate;
    private final Token token;
    private final Traffic traffic;
    private final Headers headers;
    private final AtomicLong logged = new AtomicLong(System.nanoTime() - LOG_EVERY_NANOS);

    /**
     * @param allowed null if everybody may come
     * @param token null if none is needed
     */
    Gate(String door, Page page, AllowList allowed, RateLimit rate, Token token, Traffic traffic, Headers headers) {
        this.door = door;
        this.page = page;
        this.allowed = allowed;
        this.rate = rate;
        this.token = token;
        this.traffic = traffic;
        this.headers = headers;
    }

    @Override
    public boolean handle(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        traffic.request();
        Conversation conversation = conversation(request);
        conversation.answering();
        org.eclipse.jetty.server.Request.addCompletionListener(request, failure -> conversation.answered());
        Answer answer = answer(request, conversation.source());
        if (hasBody(request.getHeaders())) {
            // It is not read, so the connection cannot be used again.
            answer.with("Connection", "close");
        }
        send(request, response, callback, answer);
        return true;
    }

    private static Conversation conversation(org.eclipse.jetty.server.Request request) {
        return Conversation.of(request.getConnectionMetaData().getConnection().getEndPoint());
    }

    private Answer answer(org.eclipse.jetty.server.Request request, InetAddress source) {
        // At each request: the list's names may have got other addresses since the connection was accepted.
        if (allowed != null && !allowed.admits(source)) {
            traffic.refuse(Reason.SOURCE, source);
            return Answer.error(403, "Forbidden", "this source is not allowed").with("Connection", "close");
        }
        Answer tooMany = tooMany(source);
        if (tooMany != null) {
            return tooMany;
        }
        if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            return bad(source, 400, "Bad Request");
        }
        if (token != null && !authorised(request.getHeaders())) {
            rate.punish(Source.of(source));
            traffic.refuse(Reason.TOKEN, source);
            return Answer.error(401, "Unauthorized", "a bearer token is needed").with("WWW-Authenticate", "Bearer");
        }
        if (!page.methods().contains(request.getMethod())) {
            String methods = String.join(", ", new TreeSet<>(page.methods()));
            return Answer.error(405, "Method Not Allowed", "there are " + methods)
                    .with("Allow", methods);
        }
        return hasBody(request.getHeaders())
                ? Answer.error(413, "Content Too Large", "there must be no body")
                : ask(new JettyRequest(request));
    }

    private boolean authorised(HttpFields fields) {
        return fields.getFields(HttpHeader.AUTHORIZATION.asString()).size() == 1
                && token.fits(fields.get(HttpHeader.AUTHORIZATION));
    }

    private static boolean hasBody(HttpFields fields) {
        return fields.contains(HttpHeader.TRANSFER_ENCODING) || fields.getLongField(HttpHeader.CONTENT_LENGTH) > 0;
    }

    /** Returns null if it is not. */
    private Answer tooMany(InetAddress source) {
        int seconds = rate.take(Source.of(source));
        if (seconds == 0) {
            return null;
        }
        traffic.refuse(Reason.RATE, source);
        return Answer.error(429, "Too Many Requests", "too many requests from this source")
                .with("Retry-After", Integer.toString(seconds));
    }

    private Answer bad(InetAddress source, int status, String error) {
        rate.punish(Source.of(source));
        traffic.refuse(Reason.BAD, source);
        return Answer.error(status, error, "the request cannot be read").with("Connection", "close");
    }

    private Answer ask(Request request) {
        try {
            return page.answer(request);
        } catch (IOException | RuntimeException e) {
            long last = logged.get();
            long now = System.nanoTime();
            if (now - last >= LOG_EVERY_NANOS && logged.compareAndSet(last, now)) {
                LOG.error("Endpoint {}: no answer; more of this in the next minute is not logged", door, e);
            }
            return Answer.error(500, "Internal Server Error", "see the agent's log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.error(503, "Service Unavailable", "the endpoint is closing");
        }
    }

    /** Answers what the server could not read or handle. */
    boolean refuse(org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        InetAddress source = conversation(request).source();
        Answer answer = tooMany(source);
        if (answer == null) {
            answer = switch (response.getStatus()) {
                case 414 -> bad(source, 414, "URI Too Long");
                case 431 -> bad(source, 431, "Request Header Fields Too Large");
                case 500 -> Answer.error(500, "Internal Server Error", "see the agent's log");
                default -> bad(source, 400, "Bad Request");
            };
        }
        send(request, response, callback, answer.with("Connection", "close"));
        return true;
    }

    private void send(org.eclipse.jetty.server.Request request, Response response, Callback callback, Answer answer) {
        response.setStatus(answer.status());
        headers.put(response.getHeaders(), answer);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(answer.body()), callback);
    }
}
