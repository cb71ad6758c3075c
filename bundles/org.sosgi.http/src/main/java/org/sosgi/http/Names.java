package org.sosgi.http;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of its own: when no name server answers, the operating system waits for many seconds and cannot be
 * interrupted.
 */
final class Names implements DnsResolver, Closeable {

    private static final int MOST_THREADS = 8;
    private static final int IDLE_SECONDS = 10;

    private final Duration patience;
    private final ThreadPoolExecutor threads;

    Names(String name, Duration patience) {
        this.patience = patience;
        threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Daemons.named(name));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (isAddress(host)) {
            return InetAddress.getAllByName(host);
        }
        Future<InetAddress[]> found = threads.submit(() -> InetAddress.getAllByName(host));
        try {
            return found.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unknown(host, e.getCause());
        } catch (TimeoutException e) {
            found.cancel(true);
            throw unknown(host, e);
        } catch (InterruptedException e) {
            found.cancel(true);
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Throwable cause) {
        var unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    /** Looking up what is an address already does not wait for anybody. */
    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0
                || !host.isEmpty()
                        && Character.digit(host.charAt(host.length() - 1), 10) >= 0
                        && host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
