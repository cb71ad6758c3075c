package org.sosgi.journal;

/** Bytes of a segment are not what was written. */
final class DamagedSegmentException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedSegmentException(String message) {
        super(message);
    }
}
