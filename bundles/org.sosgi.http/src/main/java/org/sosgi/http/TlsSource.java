package org.sosgi.http;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** Says before each https request whom to trust and what to show. */
@FunctionalInterface
public interface TlsSource {

    /**
     * Returns at once, as a rule. When it returns another object than before, connections made with the earlier one serve no more.
     *
     * @throws IOException if there is none at the moment; the message says why, in one line
     */
    SSLContext context() throws IOException;
}
