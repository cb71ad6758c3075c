package org.sosgi.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Content;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.KeyKind;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.Service;

/** A site on the ports of a real one, at an address of its own: in 127/8 there are enough. */
final class LocalSite implements AutoCloseable {

    private static final int TRIES = 20;

    final Authority authority;
    final Path certificates;
    final SenseSite site;
    final String address;

    LocalSite(Path certificates) throws IOException, GeneralSecurityException {
        this.certificates = certificates;
        authority = Authority.create("Test-CA", KeyKind.EC);
        SenseSite started = null;
        String tried = "";
        for (int i = 1; started == null; i++) {
            var random = ThreadLocalRandom.current();
            tried = "127." + random.nextInt(1, 255) + "." + random.nextInt(255) + "." + random.nextInt(1, 255);
            try {
                started = start(authority.export(certificates, tried), tried);
            } catch (IOException e) {
                if (i == TRIES) {
                    throw e;
                }
            }
        }
        site = started;
        address = tried;
    }

    private static SenseSite start(Credentials server, String address) throws IOException {
        return SenseSite.with(server)
                .addresses(address)
                .port(Service.ENGINE, 4747)
                .port(Service.PROXY, 4243)
                .port(Service.REPOSITORY, 4242)
                .content(Content.still())
                .start();
    }

    @Override
    public void close() {
        site.close();
    }
}
