package org.sosgi.launcher;

/** The words of the command line are off. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
