package org.sosgi.sink.newrelic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Batch;

/** One of New Relic's APIs, which both take a list of JSON objects. */
final class Api {

    /**
     * The documentation allows "1MB (10^6 bytes) maximum per POST" and does not say whether before or after compression;
     * this is before.
     */
    static final int MOST_BYTES = 1_000_000;

    static final int MOST_ELEMENTS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Client client;
    private final URI uri;
    private final Map<String, String> headers;
    private boolean warned;

    /** @param headers what requests carry besides */
    Api(Client client, URI uri, Map<String, String> headers) {
        this.client = client;
        this.uri = uri;
        this.headers = headers;
    }

    URI uri() {
        return uri;
    }

    /**
     * Sends the elements in as many requests as it takes.
     *
     * @param batch where an element is rejected that is too large for a request of its own
     * @param accepted is told what was taken, also if this throws
     * @throws RefusedRequestException if New Relic refuses a request for what it contains
     * @throws IOException if it was not reached, or could not take a request now
     */
    void send(List<Element> elements, Batch batch, Accepted accepted) throws IOException {
        int from = 0;
        while (from < elements.size()) {
            int to = from;
            long bytes = 1;
            do {
                bytes += elements.get(to).json().length + 1;
                to++;
            } while (to < elements.size()
                    && to - from < MOST_ELEMENTS
                    && bytes + elements.get(to).json().length + 1 <= MOST_BYTES);
            post(elements.subList(from, to), batch, accepted);
            from = to;
        }
    }

    private void post(List<Element> elements, Batch batch, Accepted accepted) throws IOException {
        Answer answer = client.post(uri, headers, body(elements));
        if (answer.tooLarge()) {
            if (elements.size() == 1) {
                Element only = elements.get(0);
                batch.reject(
                        only.index(), "too large for New Relic: " + only.json().length + " bytes (" + answer + ")");
                return;
            }
            int half = elements.size() / 2;
            post(elements.subList(0, half), batch, accepted);
            post(elements.subList(half, elements.size()), batch, accepted);
            return;
        }
        answer.orThrow(client.account());
        if (answer.usual()) {
            warned = false;
        } else if (!warned) {
            warned = true;
            LOG.warn(
                    "account \"{}\": {} answers {}, New Relic answers 200 or 202; taken for delivered",
                    client.account(),
                    uri.getHost(),
                    answer);
        }
        for (Element element : elements) {
            accepted.add(element.position());
        }
    }

    private static byte[] body(List<Element> elements) {
        int length = 1;
        for (Element element : elements) {
            length += element.json().length + 1;
        }
        var body = new ByteArrayOutputStream(length);
        char before = '[';
        for (Element element : elements) {
            body.write(before);
            body.writeBytes(element.json());
            before = ',';
        }
        body.write(']');
        return body.toByteArray();
    }
}
