package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class HttpParserTest {

    private final HttpParser parser = new HttpParser();

    @Test
    void takesARequestWhateverPiecesItComesIn() throws IOException {
        byte[] bytes = ascii("POST /write?db=a%20b HTTP/1.1\r\nHost: x\r\ncontent-LENGTH: 5\r\n\r\nhelloGET");
        int whole = bytes.length - 3;
        for (int end = 0; end < whole; end++) {
            assertNull(parser.parse(bytes, end), "complete at " + end);
        }
        HttpRequest request = parser.parse(bytes, bytes.length);
        assertEquals("hello", request.bodyText());
        assertEquals("a b", request.parameter("db"));
        assertEquals(whole, parser.taken());
        assertTrue(request.isWrite());
        assertTrue(request.keepAlive());
    }

    @Test
    void takesChunks() throws IOException {
        byte[] bytes = ascii("POST /write HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n");
        for (int end = 0; end < bytes.length; end++) {
            assertNull(parser.parse(bytes, end), "complete at " + end);
        }
        HttpRequest request = parser.parse(bytes, bytes.length);
        assertEquals("abc0123456789", request.bodyText());
        assertEquals(bytes.length, parser.taken());
        assertFalse(request.keepAlive());
    }

    @Test
    void takesGzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(ascii("m f=1"));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.write(ascii("POST /api/v2/write HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size()
                + "\r\n\r\n"));
        packed.writeTo(bytes);
        assertEquals("m f=1", parser.parse(bytes.toByteArray(), bytes.size()).bodyText());
    }

    @Test
    void refusesWhatIsNoHttp() {
        assertThrows(ProtocolException.class, () -> parser.parse(ascii("nonsense\r\n\r\n"), 12));
        byte[] endless = new byte[70_000];
        assertThrows(ProtocolException.class, () -> new HttpParser().parse(endless, endless.length));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
