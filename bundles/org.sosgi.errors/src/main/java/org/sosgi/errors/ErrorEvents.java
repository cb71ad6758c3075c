package org.sosgi.errors;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.sosgi.api.Attribute;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.status.TrackedError;

/**
 * Makes events of errors: one at the first of its kind, then at most one every ten seconds, which tells how many
 * there were. Not safe for use by several threads.
 */
final class ErrorEvents {

    static final EventType TYPE = EventType.of(
            "agent.error",
            Attribute.tag("error_type"),
            Attribute.tag("server_name"),
            Attribute.tag("host"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("destination_host"),
            Attribute.tag("module"),
            Attribute.integer("error_count", ""),
            Attribute.text("error_category"),
            Attribute.text("error_code"),
            Attribute.text("request_url"),
            Attribute.text("remote_address"),
            Attribute.text("syscall"),
            Attribute.integer("request_timeout_ms", "ms"),
            Attribute.integer("remote_port", ""),
            Attribute.integer("http_status", ""));

    static final long WINDOW = TimeUnit.SECONDS.toNanos(10);

    /** Kinds of errors within one window; more are not told as events. */
    static final int MOST_KINDS = 1_000;

    private record Kind(String type, String server, Map<String, String> tags, String category) {}

    /** What came after the event that began it. */
    private static final class Window {
        private long until;
        private long count;
        private long latestTime;
        private ErrorDetails latest;
    }

    private final Map<Kind, Window> windows = new LinkedHashMap<>();
    private final Queue<Event> ready = new ArrayDeque<>();
    private long lastTime;
    private long emitted;
    private long suppressed;

    /** @param now of {@link System#nanoTime()} */
    void add(TrackedError error, ErrorDetails details, Instant time, long now) {
        var kind = new Kind(error.type(), error.serverName(), error.tags(), details.category());
        Window window = windows.get(kind);
        if (window != null) {
            window.count++;
            window.latest = details;
            window.latestTime = nanos(time);
        } else if (windows.size() < MOST_KINDS) {
            window = new Window();
            window.until = now + WINDOW;
            windows.put(kind, window);
            ready.add(event(kind, details, nanos(time), 1));
        } else {
            suppressed++;
        }
    }

    /** Emits what is to be told by now. */
    void emit(long now, Emitter out) {
        emitReady(out);
        for (Iterator<Map.Entry<Kind, Window>> all = windows.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Kind, Window> entry = all.next();
            Window window = entry.getValue();
            if (now - window.until < 0) {
                continue;
            }
            if (window.count == 0) {
                all.remove();
                continue;
            }
            Event event = event(entry.getKey(), window.latest, window.latestTime, window.count);
            window.until = now + WINDOW;
            window.count = 0;
            out.emit(event);
            emitted++;
        }
    }

    /** Emits all that is not told yet, without waiting for the end of any window, and forgets it. */
    void emitRest(Emitter out) {
        emitReady(out);
        windows.forEach((kind, window) -> {
            if (window.count > 0) {
                out.emit(event(kind, window.latest, window.latestTime, window.count));
                emitted++;
            }
        });
        windows.clear();
    }

    private void emitReady(Emitter out) {
        for (Event event; (event = ready.poll()) != null; emitted++) {
            out.emit(event);
        }
    }

    long emitted() {
        return emitted;
    }

    /** Returns how many errors were not told because there were too many kinds. */
    long suppressed() {
        return suppressed;
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private Event event(Kind kind, ErrorDetails details, long time, long count) {
        // Never two of one time: the category is a field, so a database could take one for a correction of the other.
        lastTime = Math.max(time, lastTime + 1);
        return Event.of(
                TYPE,
                lastTime,
                kind.type,
                known(kind.server),
                known(kind.tags.get("host")),
                known(kind.tags.get("virtual_proxy")),
                known(kind.tags.get("destination_host")),
                known(kind.tags.get("module")),
                count,
                details.category(),
                details.code(),
                details.requestUrl(),
                details.remoteAddress(),
                details.syscall(),
                details.requestTimeout(),
                details.remotePort(),
                details.status());
    }

    private static String known(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
