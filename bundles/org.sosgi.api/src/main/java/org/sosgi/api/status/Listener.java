package org.sosgi.api.status;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service that tells where some part of the agent can be reached from outside. Whatever opens a socket offers it; who wants to know
 * what a firewall has to let through asks all of them. Answers at once, from memory, to any thread.
 */
@ConsumerType
@FunctionalInterface
public interface Listener {

    /** Returns what is open at this moment; nothing for a socket that is not bound. */
    List<Door> doors();
}
