package org.sosgi.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a collector, decoder or processor hands its events on.
 *
 * <p>Valid only during the call it was given to, and only on that call's thread. Never throws: what cannot be taken is counted by the
 * engine, with its reason.
 */
@ProviderType
@FunctionalInterface
public interface Emitter {

    void emit(Event event);
}
