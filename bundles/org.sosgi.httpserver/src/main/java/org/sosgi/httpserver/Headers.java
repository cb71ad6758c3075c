package org.sosgi.httpserver;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** What every answer says, whatever its status, so that no browser does more with it than show it. */
final class Headers {

    private static final Map<String, String> ALWAYS = new LinkedHashMap<>();

    static {
        ALWAYS.put("X-Content-Type-Options", "nosniff");
        ALWAYS.put("X-Frame-Options", "DENY");
        ALWAYS.put("Cache-Control", "no-store");
        ALWAYS.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ALWAYS.put("Referrer-Policy", "no-referrer");
        ALWAYS.put(
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(),"
                        + " usb=()");
        ALWAYS.put("Cross-Origin-Resource-Policy", "same-origin");
        ALWAYS.put("Cross-Origin-Opener-Policy", "same-origin");
    }

    private final boolean tls;

    Headers(boolean tls) {
        this.tls = tls;
    }

    /** Sets them, and then those of the answer itself. */
    void put(HttpFields.Mutable fields, Answer answer) {
        ALWAYS.forEach(fields::put);
        if (tls) {
            // A year, RFC 6797; not of sub-domains, which are somebody else's.
            fields.put("Strict-Transport-Security", "max-age=31536000");
        }
        answer.headers().forEach(fields::put);
    }
}
