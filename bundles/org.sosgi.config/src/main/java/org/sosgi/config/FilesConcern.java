package org.sosgi.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Certificates and keys for Sense and of the destinations are where the file says. Asks the machine, so it is no concern of the file alone. */
final class FilesConcern implements Concern {

    @Override
    public void check(Section file, List<Problem> problems) {
        List<String> paths = new ArrayList<>();
        if (SenseSite.of(file).asked()) {
            paths.addAll(List.of("cert.clientCert", "cert.clientCertKey", "cert.clientCertCA"));
        }
        if (file.flag("mqttConfig.enable") && file.flag("mqttConfig.tls.enable")) {
            paths.addAll(List.of("mqttConfig.tls.caFile", "mqttConfig.tls.clientCert", "mqttConfig.tls.clientKey"));
        }
        if (file.flag("prometheus.enable") && file.flag("prometheus.tls.enable")) {
            paths.addAll(List.of("prometheus.tls.certFile", "prometheus.tls.keyFile"));
        }
        if (file.flag("newRelic.enable") || NewRelicRoutes.uptime(file)) {
            paths.add("newRelic.caFile");
        }
        if (Switches.of(file).influx() && file.flag("influxdbConfig.tls")) {
            paths.add("influxdbConfig.caFile");
        }
        for (String path : paths) {
            String named = file.text(path, "");
            if (!named.isBlank() && !readable(named)) {
                String text = "there is no such file, or it cannot be read; relative paths begin in the folder in which"
                        + " the agent is started";
                problems.add(Problem.warning(file.line(path), ROOT + path, text));
            }
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
