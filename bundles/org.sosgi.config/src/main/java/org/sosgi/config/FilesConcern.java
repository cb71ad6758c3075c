package org.sosgi.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Certificates and keys for Sense and of the destinations are where the file says. Asks the machine, so it is no concern of the file alone. */
final class FilesConcern implements Concern {

    private static final Set<String> KEYS = Set.of(
            "cert.clientCertKey", "mqttConfig.tls.clientKey", "prometheus.tls.keyFile", "sosgi.health.tls.keyFile");

    @Override
    public void check(Section file, List<Problem> problems) {
        for (String path : used(file)) {
            String named = file.text(path, "");
            if (!named.isBlank() && !readable(named)) {
                String text = "there is no such file, or it cannot be read; relative paths begin in the folder in which"
                        + " the agent is started";
                problems.add(Problem.warning(file.line(path), ROOT + path, text));
            }
        }
    }

    /** Returns the keys that name files with private keys, where they are used. */
    static List<String> keys(Section file) {
        return used(file).stream().filter(KEYS::contains).toList();
    }

    private static List<String> used(Section file) {
        List<String> paths = new ArrayList<>();
        if (SenseSite.of(file).asked()) {
            paths.addAll(List.of("cert.clientCert", "cert.clientCertKey", "cert.clientCertCA"));
        }
        if (file.flag("mqttConfig.enable") && file.flag("mqttConfig.tls.enable")) {
            paths.addAll(List.of("mqttConfig.tls.caFile", "mqttConfig.tls.clientCert", "mqttConfig.tls.clientKey"));
        }
        served(file, "prometheus", file.flag("prometheus.enable"), paths);
        served(file, OwnHealthTranslation.KEYS, OwnHealthTranslation.probed(file), paths);
        if (file.flag("newRelic.enable") || NewRelicRoutes.uptime(file)) {
            paths.add("newRelic.caFile");
        }
        if (Switches.of(file).influx() && InfluxTls.of(file).on()) {
            paths.add(InfluxTls.of(file).ca());
        }
        return paths;
    }

    private static void served(Section file, String server, boolean on, List<String> paths) {
        if (on && file.flag(server + ".tls.enable")) {
            Stream.of("certFile", "keyFile", "clientCaFile").forEach(key -> paths.add(server + ".tls." + key));
        }
    }

    private static boolean readable(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) && Files.isReadable(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
