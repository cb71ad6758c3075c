package org.sosgi.itests;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Free UDP ports for an agent's two endpoints. */
record Ports(int log, int user) {

    static Ports free() throws IOException {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var log = new DatagramSocket(any);
                var user = new DatagramSocket(any)) {
            return new Ports(log.getLocalPort(), user.getLocalPort());
        }
    }

    /** Puts these ports, and that of InfluxDB, into a configuration of the captures. */
    String in(String yaml, int influx) {
        return yaml.replaceAll("portLogEvents: \\d+", "portLogEvents: " + log)
                .replaceAll("portUserActivityEvents: \\d+", "portUserActivityEvents: " + user)
                .replaceAll("(influxdbConfig:\\s+enable: true\\s+host: 127.0.0.1\\s+port:) \\d+", "$1 " + influx);
    }
}
