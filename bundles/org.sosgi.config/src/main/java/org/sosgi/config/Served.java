package org.sosgi.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** TLS of an address that the agent serves, and who else is kept out there: the same keys for each. */
final class Served {

    private static final int GOOD_TOKEN = 16;

    private Served() {}

    /** @param server what stands around {@code tls}, {@code allowedSources}, {@code bearerToken} and {@code rateLimit} */
    static void put(Map<String, Object> settings, Section server) {
        List<String> sources = server.texts("allowedSources");
        if (!sources.isEmpty()) {
            settings.put("allowed_sources", sources.toArray(String[]::new));
        }
        Settings.putText(settings, ".bearer_token", server, "bearerToken");
        Settings.putNumber(settings, "rate_limit", server, "rateLimit");
        Section tls = server.section("tls");
        if (tls.flag("enable")) {
            Paths.putAbsolute(settings, "tls_certificate", tls.text("certFile", ""));
            Paths.putAbsolute(settings, "tls_key", tls.text("keyFile", ""));
            Paths.putAbsolute(settings, "tls_client_ca", tls.text("clientCaFile", ""));
            Settings.putText(settings, ".tls_passphrase", tls, "passphrase");
            Settings.putText(settings, "tls_min_version", tls, "minVersion");
        }
    }

    /**
     * Tells what is missing or is there for nothing, and a token that can be guessed or read.
     *
     * @param local whether only this machine can reach it
     */
    static void check(Section file, String server, boolean local, List<Problem> problems) {
        tls(file, server, problems);
        AllowedSources.check(file, server + ".allowedSources", Problem.Severity.ERROR, problems);
        String path = server + ".bearerToken";
        String token = file.text(path, "");
        if (!token.isEmpty() && token.length() < GOOD_TOKEN) {
            String text = "can be guessed; take " + GOOD_TOKEN + " characters or more, by chance";
            problems.add(Problem.warning(file.line(path), Concern.ROOT + path, text));
        }
        if (!token.isEmpty() && !local && !file.flag(server + ".tls.enable")) {
            String text = "goes over the network for anybody to read; switch tls on";
            problems.add(Problem.warning(file.line(path), Concern.ROOT + path, text));
        }
    }

    private static void tls(Section file, String server, List<Problem> problems) {
        if (file.flag(server + ".tls.enable")) {
            needed(file, server, "certFile", problems);
            needed(file, server, "keyFile", problems);
            return;
        }
        Stream.of("certFile", "keyFile", "clientCaFile")
                .map(key -> server + ".tls." + key)
                .filter(path -> !file.text(path, "").isBlank())
                .findFirst()
                .ifPresent(path -> {
                    String text = "has no effect without TLS; set " + server + ".tls.enable to true";
                    problems.add(Problem.warning(file.line(path), Concern.ROOT + path, text));
                });
    }

    private static void needed(Section file, String server, String key, List<Problem> problems) {
        String path = server + ".tls." + key;
        if (file.text(path, "").isBlank()) {
            String text = "TLS is on and needs both certFile and keyFile; name the PEM file";
            problems.add(Problem.error(file.line(server + ".tls.enable"), Concern.ROOT + path, text));
        }
    }

    /** Returns whether whoever comes must be known: by a token, a certificate, or the address. */
    static boolean guarded(Section file, String server) {
        boolean token = !file.text(server + ".bearerToken", "").isEmpty();
        boolean certificate = file.flag(server + ".tls.enable")
                && !file.text(server + ".tls.clientCaFile", "").isBlank();
        return token || certificate || !file.items(server + ".allowedSources").isEmpty();
    }
}
