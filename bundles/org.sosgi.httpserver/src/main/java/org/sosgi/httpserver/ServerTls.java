package org.sosgi.httpserver;

import java.io.IOException;
import javax.net.ssl.SSLContext;

/** What a listener shows to clients that want TLS. */
@FunctionalInterface
public interface ServerTls {

    /**
     * Asked once, when the socket is bound. A context that lasts: certificates that change are the affair of its key manager.
     *
     * @throws IOException if there is none now; the message says why. It is asked again.
     */
    SSLContext context() throws IOException;
}
