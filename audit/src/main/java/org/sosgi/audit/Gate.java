package org.sosgi.audit;

/**
 * What had to be so, and what was found.
 *
 * @param step the step it belongs to
 * @param name what is measured, unique within its step
 * @param threshold what had to be, in words
 * @param measured what was found, in words; why it could not be run for {@link Result#NOT_RUN}
 */
public record Gate(String step, String name, String threshold, String measured, Result result) {

    /** How it ended. */
    public enum Result {
        PASSED,
        FAILED,
        /** Cannot be run on this machine; never counted as passed. */
        NOT_RUN
    }
}
