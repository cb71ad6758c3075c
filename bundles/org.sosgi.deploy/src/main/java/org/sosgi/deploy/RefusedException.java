package org.sosgi.deploy;

/** A file of the deploy folder that is not let in. The message is for the person who put it there. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
