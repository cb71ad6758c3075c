package org.sosgi.qlik.access;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;

/**
 * Asks the services of a site, each with the patience it needs: engine and proxy answer at once or are ill, the repository may take its
 * time for the list of all apps.
 */
final class Services implements Closeable {

    private final Requests requests = new Requests();
    private final HttpSettings usual;
    private final HttpSettings repository;
    private final Http http;
    private final Http repositoryHttp;

    /** @param repositoryTimeout of a request to the repository; all else is as for the others */
    Services(HttpSettings usual, Duration repositoryTimeout) {
        this.usual = usual;
        this.repository = usual.named(usual.name() + "-repository", repositoryTimeout);
        http = new Http(usual);
        repositoryHttp = new Http(repository);
    }

    Reply send(SenseRequest asked) throws IOException {
        return (ofRepository(asked) ? repositoryHttp : http).send(requests.of(asked));
    }

    /** Returns how long a request may take, with everything. */
    Duration timeout(SenseRequest asked) {
        return (ofRepository(asked) ? repository : usual).timeout();
    }

    private static boolean ofRepository(SenseRequest asked) {
        return asked.service() == SenseService.REPOSITORY;
    }

    @Override
    public void close() {
        http.close();
        repositoryHttp.close();
    }
}
