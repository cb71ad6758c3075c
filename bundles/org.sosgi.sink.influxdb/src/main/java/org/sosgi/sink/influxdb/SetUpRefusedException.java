package org.sosgi.sink.influxdb;

import java.io.IOException;

/** The database or bucket cannot be looked for or created, for good. */
final class SetUpRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    SetUpRefusedException(String message) {
        super(message);
    }

    /** Returns if the server did what it was asked for. */
    static void check(String action, Answer answer) throws IOException, SetUpRefusedException {
        switch (answer.status()) {
            case 401, 408, 429 -> answer.orThrow();
            default -> {
                if (answer.status() / 100 == 4) {
                    throw new SetUpRefusedException("cannot " + action + " (" + answer + ")");
                }
                answer.orThrow();
            }
        }
    }
}
