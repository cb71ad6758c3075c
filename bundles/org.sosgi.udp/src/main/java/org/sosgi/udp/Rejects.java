package org.sosgi.udp;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.sosgi.api.Datagram;

/**
 * The last datagrams of an endpoint that were malformed or unknown, for inspection; and one log line a minute about them.
 *
 * <p>The line at warn holds why, how many, and the first field if it looks like the name of a message. The text, which may be about a
 * person, goes to the log only if such lines were asked for, and is otherwise seen by who runs the agent: {@code sosgi malformed}.
 */
final class Rejects {

    static final int KEPT = 100;
    static final int KEPT_BYTES = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Rejects.class);
    private static final int SHOWN = 100;
    private static final Pattern MESSAGE_NAME = Pattern.compile("/[A-Za-z0-9_-]{1,40}/");

    /** Lines that may tell of people; org.sosgi.logging keeps them out unless they were asked for. */
    static final Marker PERSONAL = MarkerFactory.getMarker("PERSONAL");

    private final String endpoint;
    private final ArrayDeque<Reject> last = new ArrayDeque<>(KEPT);
    private final Throttle lines = new Throttle(TimeUnit.MINUTES.toNanos(1));

    Rejects(String endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * A datagram that was refused.
     *
     * @param length in bytes, as it arrived
     * @param bytes its beginning
     */
    record Reject(Instant time, InetAddress source, String reason, int length, byte[] bytes) {

        String text() {
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    synchronized void add(Datagram datagram, String reason) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        long time = datagram.time();
        int end = datagram.offset() + Math.min(datagram.length(), KEPT_BYTES);
        var reject = new Reject(
                Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L)),
                datagram.source(),
                reason,
                datagram.length(),
                Arrays.copyOfRange(datagram.array(), datagram.offset(), end));
        last.addLast(reject);
        long count = lines.pass();
        if (count > 0) {
            tell(reject, count);
        }
    }

    private void tell(Reject reject, long count) {
        String text = reject.text();
        int separator = text.indexOf(';');
        String field = separator < 0 ? "" : text.substring(0, separator);
        // Only what looks like the name of a message; in any other text there could be a person's.
        String first = MESSAGE_NAME.matcher(field).matches() ? field : "none that is known";
        LOG.warn(
                "UDP endpoint {}: {} datagram(s) refused since last told; the latest: {} (first field: {})",
                endpoint,
                count,
                Clean.text(reject.reason, SHOWN),
                first);
        if (LOG.isDebugEnabled()) {
            LOG.debug(PERSONAL, "UDP endpoint {}: from {}: {}", endpoint, reject.source, Clean.text(text, SHOWN));
        }
    }

    /** Returns those that are kept, oldest first. */
    synchronized List<Reject> list() {
        return List.copyOf(last);
    }
}
