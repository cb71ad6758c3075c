package org.sosgi.launcher;

/** The words of the command line are off. Ends the program with code 1, as the original does. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
