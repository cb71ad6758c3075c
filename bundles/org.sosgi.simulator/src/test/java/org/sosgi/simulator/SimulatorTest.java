package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorTest {

    @Test
    void sendsToBothEndpointsUntilItIsStopped() throws Exception {
        try (var log = socket();
                var user = socket()) {
            var simulator = new Simulator(config(log.getLocalPort(), user.getLocalPort(), 10_000));
            String line = receive(log);
            assertTrue(line.startsWith("/qseow-"), line);
            assertTrue(receive(user).startsWith("/qseow-proxy-"));

            simulator.stop();
            assertFalse(
                    Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("simulator") && thread.isAlive()),
                    "its thread is still there");
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> new Simulator(config(9996, 9997, 0)));
        assertThrows(IllegalArgumentException.class, () -> new Simulator(config(9996, 9997, Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> new Simulator(config(0, 9997, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Simulator(config(9996, 70_000, 1)));
    }

    @Test
    void settingsHaveTheNamesOfTheReadme() throws Exception {
        String component = "/OSGI-INF/org.sosgi.simulator.Simulator.xml";
        try (var in = Simulator.class.getResourceAsStream(component)) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String name : List.of("host", "log_port", "user_port", "rate", "seed")) {
                assertTrue(xml.contains("property name=\"" + name + "\""), name);
            }
        }
    }

    private static DatagramSocket socket() throws Exception {
        var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String receive(DatagramSocket socket) throws Exception {
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static Simulator.Config config(int logPort, int userPort, double rate) {
        return new Simulator.Config() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int log__port() {
                return logPort;
            }

            @Override
            public int user__port() {
                return userPort;
            }

            @Override
            public double rate() {
                return rate;
            }

            @Override
            public long seed() {
                return 1;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Simulator.Config.class;
            }
        };
    }
}
