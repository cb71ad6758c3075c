package org.sosgi.qlik.health;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sosgi.api.Emitter;
import org.sosgi.api.qlik.SenseAccess;
import org.sosgi.api.qlik.SenseRequest;

/** Hands over a body, or fails if there is none. */
final class FakeAccess implements SenseAccess {

    byte[] body;
    SenseRequest asked;

    void body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T poll(SenseRequest request, Emitter out, Reader<T> reader) throws IOException {
        asked = request;
        if (body == null) {
            throw new IOException("no reply");
        }
        return reader.read(body);
    }
}
