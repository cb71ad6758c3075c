package org.sosgi.itests;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Free UDP ports for an agent's two endpoints. */
record Ports(int log, int user) {

    private static final List<String> OTHER_SINKS = List.of("mqttConfig", "newRelic", "prometheus", "storeNewRelic");

    static Ports free() throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var log = new DatagramSocket(any);
                var user = new DatagramSocket(any)) {
            return new Ports(log.getLocalPort(), user.getLocalPort());
        }
    }

    /** Puts these ports, and that of InfluxDB, into a configuration of the captures, and switches off what else it writes to. */
    String in(String yaml, int influx) {
        String alone = withInflux(yaml, influx);
        for (String sink : OTHER_SINKS) {
            alone = alone.replaceFirst("(?m)(^ +" + sink + ":\\s+enable:) true", "$1 false");
        }
        return alone;
    }

    /** Puts these ports, and those of all destinations, into a configuration of the captures. */
    String in(String yaml, Destinations destinations) {
        return destinations.in(withInflux(yaml, destinations.influxPort()));
    }

    private String withInflux(String yaml, int influx) {
        return yaml.replaceAll("portLogEvents: \\d+", "portLogEvents: " + log)
                .replaceAll("portUserActivityEvents: \\d+", "portUserActivityEvents: " + user)
                .replaceAll("(influxdbConfig:\\s+enable: true\\s+host: 127.0.0.1\\s+port:) \\d+", "$1 " + influx);
    }
}
