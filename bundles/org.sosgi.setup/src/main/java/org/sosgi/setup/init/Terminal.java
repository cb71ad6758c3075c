package org.sosgi.setup.init;

import java.io.IOException;

/** Who answers. */
public interface Terminal {

    /** Returns a line; null if there is nobody. */
    String ask(String prompt) throws IOException;

    /** The same, without showing what is typed where that is possible. */
    String askSecret(String prompt) throws IOException;
}
