package org.sosgi.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The kinds of datagrams that can be sent, each as an agent of a real site receives it. The marker lies in a field that reaches the
 * database: the message, the object id, or the user id. No field of these events is empty that a sink needs.
 */
public enum Kind {
    ENGINE(
            "/qseow-engine/;1;2026-09-14T10:24:51.123+0200;2026-09-14T10:24:51.123+0200;WARN;srv-a;System.Engine.Engine;LAB\\svc;"
                    + "Engine message #;a1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5;LAB;anna;20260914T102451.123+0200;"
                    + "b1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5;12.2345.0;20260901T081530.000+0200;System;"
                    + "c1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5;d7cf16f9-6a95-462a-9ff1-a6d413326de4"),
    PROXY(
            "/qseow-proxy/;2;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;srv-a;Service.Proxy.Qlik.Sense.Common.Something;"
                    + "LAB\\svc;Some message #;;LAB;anna;Check;500;AppAccess;/qrs"),
    QIX_PERF(
            "/qseow-qix-perf/;5;2026-09-14T10:24:51.123+0200;2026-09-14 10:24:51,123;INFO;srv-a;QixPerformance.Engine.Engine;"
                    + "LAB\\svc;a1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5;LAB;anna;20260914T102451.123+0200;"
                    + "b1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5;d7cf16f9-6a95-462a-9ff1-a6d413326de4;4;GenericObject::GetLayout;"
                    + "12.5;11.25;0.5;0.25;0.125;3;#;4096;8192;table"),
    USER("/qseow-proxy-connection/;srv-a;Open connection;LAB;#;AppAccess;/app/d7cf16f9-6a95-462a-9ff1-a6d413326de4;"
            + "Open connection. UserAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/126.0.0.0 Safari/537.36'");

    private final String before;
    private final String after;

    Kind(String template) {
        int marker = template.indexOf('#');
        before = template.substring(0, marker);
        after = template.substring(marker + 1);
    }

    /** Accepts {@code qix-perf} as well as {@code QIX_PERF}. */
    public static Kind of(String name) {
        return valueOf(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    /** Returns a payload in a direct buffer, its marker still to be patched. */
    ByteBuffer payload(char stream) {
        byte[] bytes = (before + Marker.text(stream, 0, 0) + after).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Returns where in the payload the marker begins. */
    int markerAt() {
        return before.length();
    }
}
