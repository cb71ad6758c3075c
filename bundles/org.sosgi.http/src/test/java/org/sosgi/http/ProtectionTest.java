package org.sosgi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.status.Report;

class ProtectionTest {

    @ParameterizedTest
    @CsvSource({
        // server, verified, secrets; unverified, clear text
        "https://influx.example.com:8086, true, true, false, false",
        "https://influx.example.com:8086, false, true, true, false",
        "https://influx.example.com, false, false, true, false",
        "mqtts://broker.example.com:8883, false, true, true, false",
        "http://influx.example.com:8086, true, true, false, true",
        "http://influx.example.com:8086, true, false, false, false",
        "HTTP://influx.example.com:8086, false, true, false, true",
        "mqtt://broker.example.com:1883, true, true, false, true",
        "http://10.1.2.3:8086, true, true, false, true",
        "http://localhost:8086, true, true, false, false",
        "http://127.0.0.1:8086, true, true, false, false",
        "mqtt://[::1]:1883, true, true, false, false",
        "http://127.0.0.1.example.com:8086, true, true, false, true",
        "http://[2001:db8::1]:8086, true, true, false, true",
        "https://localhost:8086, false, true, true, false"
    })
    void whatIsNotProtected(URI server, boolean verified, boolean secrets, boolean unverified, boolean clear) {
        var protection = new Protection(server, verified, secrets);
        Report report = Protection.report("sink", protection);

        assertEquals(unverified, protection.insecureTls());
        assertEquals(clear, protection.clearText());
        assertEquals(
                (unverified ? 1 : 0) + (clear ? 1 : 0), protection.warnings().size());
        assertEquals(unverified ? 1 : 0, report.figure("insecure_tls"));
        assertEquals(clear ? 1 : 0, report.figure("clear_text"));
        assertEquals(unverified ? Report.State.DEGRADED : Report.State.OK, report.state());
        assertEquals(unverified, !report.detail().isEmpty());
    }

    @Test
    void severalConnectionsAreAsGoodAsTheWorst() {
        Report report = Protection.report(
                "sink",
                new Protection(URI.create("https://a.example.com"), true, true),
                new Protection(URI.create("http://b.example.com"), true, true),
                new Protection(URI.create("https://c.example.com"), false, true));

        assertEquals(1, report.figure("insecure_tls"));
        assertEquals(1, report.figure("clear_text"));
        assertEquals("the certificate of https://c.example.com is not verified", report.detail());
    }

    @Test
    void tellsNoMoreOfTheAddressThanWho() {
        URI address = URI.create("https://anna:s3cret@a.example.com:1/path?token=s3cret#s3cret");
        var protection = new Protection(address, false, true);

        String told = protection.warnings().get(0);
        assertTrue(told.startsWith("the certificate of https://a.example.com:1 is not verified"), told);
        assertFalse(told.contains("s3cret") || told.contains("anna"), told);
        assertFalse(Protection.report("a", protection).toString().contains("s3cret"));
    }
}
