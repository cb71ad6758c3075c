package org.sosgi.api.qlik;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that knows the names of Sense apps. Answers at once, from memory; safe for use by several threads. */
@ConsumerType
@FunctionalInterface
public interface AppNames {

    /** @param appId as Sense writes it, in lower case; compared exactly */
    Optional<String> nameOf(String appId);
}
