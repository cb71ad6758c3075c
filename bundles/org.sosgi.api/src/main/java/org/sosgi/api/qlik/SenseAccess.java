package org.sosgi.api.qlik;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;
import org.sosgi.api.Emitter;

/**
 * The way to the services of a Sense site, with the site's certificates. There is one; collectors share its connections.
 *
 * <p>Safe for use by several threads.
 */
@ProviderType
public interface SenseAccess {

    /**
     * Asks once and waits for the answer, until a deadline of the access's own or until the thread is interrupted. Emits one event of
     * the type {@code sense.poll} that tells the outcome and how long it took, and has a failure tracked, once.
     *
     * @param out where the outcome goes
     * @param reader makes something of the body of a reply with status 200; what it throws counts as a failure of the poll
     * @return what the reader made
     * @throws IOException if there is no such reply: the message says in one line what is wrong, and what would be right if that is
     *     known; it names no secret
     */
    <T> T poll(SenseRequest request, Emitter out, Reader<T> reader) throws IOException;

    /** Makes something of a body. */
    @FunctionalInterface
    interface Reader<T> {

        /** @throws IOException if the body is not what was expected; the message says in what */
        T read(byte[] body) throws IOException;
    }
}
