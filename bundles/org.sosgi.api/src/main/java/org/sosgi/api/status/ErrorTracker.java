package org.sosgi.api.status;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what fails and tells of it, without a storm: however often it is called, the number of events and log lines per kind of error
 * and time is bounded. Returns at once, never throws; safe for use by several threads.
 *
 * <p>Need not be there; who has something to record refers to it optionally.
 */
@ProviderType
@FunctionalInterface
public interface ErrorTracker {

    void record(TrackedError error);
}
