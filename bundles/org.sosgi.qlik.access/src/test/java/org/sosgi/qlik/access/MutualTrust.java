package org.sosgi.qlik.access;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;

/** Servers and clients with certificates of one authority, for tests of what comes after the handshake. */
final class MutualTrust {

    final Credentials server;
    final Path folder;

    /** @param folder where the client's files go */
    MutualTrust(Path folder) throws GeneralSecurityException, IOException {
        this.folder = folder;
        Authority authority = Authority.create("Site", KeyKind.EC);
        server = authority.server("127.0.0.1", "localhost").key(KeyKind.EC).issue();
        authority.client().key(KeyKind.EC).issue().writeTo(folder, "client", KeyFormat.pkcs8());
    }

    Site site(HttpHandler handler) throws GeneralSecurityException, IOException {
        return new Site(server, server.root(), handler);
    }

    Settings settings() {
        return Settings.of(folder);
    }

    Polls polls() {
        return new Polls(settings());
    }
}
