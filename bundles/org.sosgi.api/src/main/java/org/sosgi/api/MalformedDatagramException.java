package org.sosgi.api;

/** A datagram is not what it claims to be. The message says what is wrong, without quoting the datagram. */
public final class MalformedDatagramException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedDatagramException(String message) {
        // No stack trace: whoever sends rubbish must not make us walk stacks for it.
        super(message, null, false, false);
    }
}
