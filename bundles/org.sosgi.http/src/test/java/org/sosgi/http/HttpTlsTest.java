package org.sosgi.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.sosgi.tls.testkit.TlsClientContractTest;

class HttpTlsTest extends TlsClientContractTest {

    @Override
    protected void send(Target target) throws IOException {
        HttpSettings settings = HttpSettings.of("test", Duration.ofSeconds(20))
                .withTls(Trust.configured(target.authorities().toString(), target.verified()))
                .withLeastTls(target.leastVersion());
        try (var http = new Http(target.verified() ? settings : settings.withoutHostNames())) {
            http.send(Request.get(URI.create("https://127.0.0.1:" + target.port() + "/")));
        }
    }
}
