package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Event;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.TrackedError;

/** An access as a collector uses it, with what it emitted and recorded. */
final class Polls implements AutoCloseable {

    final QlikAccess access;
    final List<Event> events = new ArrayList<>();
    final List<TrackedError> errors = new ArrayList<>();

    Polls(Settings settings) {
        access = new QlikAccess(settings);
        try {
            // As DS does it.
            Field reference = QlikAccess.class.getDeclaredField("tracker");
            reference.setAccessible(true);
            reference.set(access, (ErrorTracker) errors::add);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    String poll(SenseRequest request) throws IOException {
        return access.poll(request, events::add, body -> new String(body, StandardCharsets.UTF_8));
    }

    /** Polls in vain, and returns the message, which is in the exception, the event and the tracked error alike. */
    String failure(SenseRequest request) {
        int before = errors.size();
        IOException failure = assertThrows(IOException.class, () -> poll(request));
        assertEquals(before + 1, errors.size());
        Event event = events.get(events.size() - 1);
        assertEquals(failure.getMessage(), event.text("error"));
        assertEquals(failure.getMessage(), errors.get(before).cause().getMessage());
        assertEquals(0L, event.value("up"));
        assertEquals(1, failure.getMessage().lines().count());
        return failure.getMessage();
    }

    String category() {
        return events.get(events.size() - 1).text("error_category");
    }

    @Override
    public void close() {
        access.close();
    }
}
