package org.sosgi.config;

import java.util.List;

/** Connections that do not ask who the other side is, and send it our credentials. */
final class UnverifiedConcern implements Concern {

    private static final String SENSE = "serversToMonitor.rejectUnauthorized";
    private static final String MQTT = "mqttConfig.tls";

    @Override
    public void check(Section file, List<Problem> problems) {
        if (SenseSite.of(file).asked() && !file.flag(SENSE, true)) {
            tell(file, SENSE, "cert.clientCertCA", problems);
        }
        if (file.flag("mqttConfig.enable") && file.flag(MQTT + ".enable")) {
            check(file, MQTT, problems);
        }
        if (Switches.of(file).influx() && InfluxTls.of(file).on()) {
            check(file, InfluxTls.PATH, problems);
        }
    }

    private static void check(Section file, String tls, List<Problem> problems) {
        String path = tls + ".rejectUnauthorized";
        if (!file.flag(path, true)) {
            tell(file, path, tls + ".caFile", problems);
        }
    }

    private static void tell(Section file, String path, String authority, List<Problem> problems) {
        String text = "whoever answers is believed, and gets what is meant for another; set it to true, and name who"
                + " vouches for the other side in " + authority;
        problems.add(Problem.warning(file.line(path), ROOT + path, text));
    }
}
