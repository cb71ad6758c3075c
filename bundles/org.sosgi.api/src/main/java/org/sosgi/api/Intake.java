package org.sosgi.api;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The engine's way in, for bundles that receive on their own account: UDP and HTTP endpoints. Collectors and decoders do not need it;
 * they are handed an {@link Emitter}.
 *
 * <p>Safe for use by several threads. What one thread emits stays in order.
 */
@ProviderType
public interface Intake {

    /**
     * Calls {@code source} at once, on the caller's thread, with an emitter that leads through the processors to the journal. When
     * this returns, everything emitted is in the journal, where a crash of the process cannot reach it, or is counted as filtered or
     * dropped. Many events in one call cost much less than many calls.
     *
     * @return what became of the events
     * @throws RuntimeException what {@code source} threw; what it emitted before is journalled
     */
    Admission admit(Consumer<Emitter> source);

    /**
     * The same, but returns only when the events are on the disk, where a loss of power cannot reach them either. For callers that
     * must not answer before.
     */
    Admission admitDurably(Consumer<Emitter> source);

    /**
     * What became of the events of one call.
     *
     * @param journalled how many are in the journal; with processors that multiply, more than were emitted
     * @param filtered how many of the emitted a processor chose not to hand on
     * @param dropped how many of the emitted could not be taken: a processor failed, or the journal could not be written
     */
    record Admission(long journalled, long filtered, long dropped) {}
}
