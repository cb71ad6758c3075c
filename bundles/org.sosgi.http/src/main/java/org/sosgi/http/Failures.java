package org.sosgi.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What went wrong between here and a server, in one line that says what to look at. */
final class Failures {

    private static final String NOT_HTTP = "the answer is not HTTP: check the port";

    private Failures() {}

    /**
     * Returns an exception whose message is that line, and whose type and causes tell {@link ErrorCategory} what it was.
     *
     * @param leastTls the least version of TLS that we take
     */
    static IOException of(IOException failure, URI uri, Duration timeout, String leastTls) {
        TlsFailedException ofTls = TlsFailedException.of(failure, leastTls);
        if (ofTls != null) {
            return ofTls;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String words = words(e, uri, timeout);
            if (NOT_HTTP.equals(words)) {
                // The cause quotes the answer, and an answer can quote the request, with the secrets in it.
                return new IOException(words);
            }
            if (words != null) {
                return dropped(e) ? new ConnectionDroppedException(words, e) : new IOException(words, e);
            }
        }
        String message = failure.getMessage();
        return new IOException(message == null ? failure.getClass().getSimpleName() : Text.clean(message), failure);
    }

    private static String words(Throwable e, URI uri, Duration timeout) {
        if (e instanceof UnknownHostException) {
            return e.getCause() instanceof TimeoutException
                    ? "no name server told the address of " + Text.clean(uri.getHost()) + " within "
                            + timeout.toMillis() + " ms"
                    : "there is no host " + Text.clean(uri.getHost())
                            + ": check the name, and whether this machine can look it up";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        if (e instanceof NoRouteToHostException) {
            return "there is no way to the host: check the network and firewalls";
        }
        if (e instanceof ConnectException) {
            return String.valueOf(e.getMessage()).contains("refused")
                    ? "the connection was refused: check that the service runs, and the port"
                    : "no connection: " + Text.clean(String.valueOf(e.getMessage()));
        }
        if (dropped(e)) {
            return "the server closed the connection without a complete answer";
        }
        if (e instanceof HttpException || e instanceof MessageConstraintException) {
            return NOT_HTTP;
        }
        return null;
    }

    /** Returns whether the other side is gone, rather than never been there. */
    static boolean dropped(Throwable e) {
        return e instanceof NoHttpResponseException
                || e instanceof ConnectionClosedException
                || e instanceof SocketException
                        && !(e instanceof ConnectException)
                        && !(e instanceof NoRouteToHostException);
    }
}
