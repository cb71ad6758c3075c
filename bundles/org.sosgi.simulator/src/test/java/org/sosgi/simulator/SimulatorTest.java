package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.command.Command;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.Service;

class SimulatorTest {

    @TempDir
    Path home;

    private String said;

    @Test
    void sendsToBothEndpointsUntilItIsStopped() throws Exception {
        try (var log = socket();
                var user = socket()) {
            var simulator = simulator(config(log.getLocalPort(), user.getLocalPort(), 10_000));
            String line = receive(log);
            assertTrue(line.startsWith("/qseow-"), line);
            assertTrue(receive(user).startsWith("/qseow-proxy-"));

            simulator.stop();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (hasThread("simulator") || hasThread("simulator-site")) {
                assertTrue(System.nanoTime() < deadline, "a thread is still there");
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void answersAndFailsOnDemand() throws Exception {
        try (var log = socket();
                var user = socket()) {
            var simulator = simulator(config(log.getLocalPort(), user.getLocalPort(), 20));
            SenseSite site = listening(simulator);
            var context = Credentials.read(home.resolve("cert"), "client").context();
            var client = HttpClient.newBuilder().sslContext(context).build();
            var health = HttpRequest.newBuilder(
                            URI.create("https://127.0.0.2:" + site.port(Service.ENGINE) + "/engine/healthcheck"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertEquals(200, client.send(health, BodyHandlers.ofString()).statusCode());

            assertEquals(Command.DONE, simulate(simulator, "status", "engine", "2", "503", "5m"));
            assertEquals("engine/127.0.0.2  status 503\n", said);
            assertEquals(503, client.send(health, BodyHandlers.ofString()).statusCode());
            assertEquals(Command.USAGE, simulate(simulator, "bend", "engine", "2"));
            assertEquals(Command.DONE, simulate(simulator, "ok", "engine", "2"));
            assertEquals("all services answer\n", said);
            assertEquals(200, client.send(health, BodyHandlers.ofString()).statusCode());
            simulate(simulator, "slow", "proxy", "1/sales", "2s");
            simulate(simulator, "list", "--json");
            assertEquals("{\"proxy/127.0.0.1/sales\":\"status 200 after 2000 ms\"}\n", said);

            simulator.stop();
            assertThrows(ConnectException.class, () -> client.send(health, BodyHandlers.ofString()));
            assertEquals(Command.FAILED, simulate(simulator, "list"));
        }
    }

    private static boolean hasThread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name) && thread.isAlive());
    }

    private int simulate(Simulator simulator, String... words) throws Exception {
        var out = new StringWriter();
        int code = simulator.run(List.of(words), new PrintWriter(out, true));
        said = out.toString().replace(System.lineSeparator(), "\n");
        return code;
    }

    private static SenseSite listening(Simulator simulator) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (simulator.https().running().isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "it does not listen");
            Thread.onSpinWait();
        }
        return simulator.https().running().get();
    }

    private Simulator simulator(Simulator.Config config) {
        return new Simulator(config, home, Clock.systemDefaultZone());
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> simulator(config(9996, 9997, 0)));
        assertThrows(IllegalArgumentException.class, () -> simulator(config(9996, 9997, Double.NaN)));
        assertThrows(IllegalArgumentException.class, () -> simulator(config(0, 9997, 1)));
        assertThrows(IllegalArgumentException.class, () -> simulator(config(9996, 70_000, 1)));
    }

    @Test
    void settingsHaveTheNamesOfTheReadme() throws Exception {
        String component = "/OSGI-INF/org.sosgi.simulator.Simulator.xml";
        try (var in = Simulator.class.getResourceAsStream(component)) {
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String name : List.of(
                    "host",
                    "log_port",
                    "user_port",
                    "rate",
                    "seed",
                    "nodes",
                    "engine_port",
                    "proxy_port",
                    "repository_port",
                    "certificates")) {
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
            public String[] nodes() {
                return new String[] {"127.0.0.1", "127.0.0.2"};
            }

            @Override
            public int engine__port() {
                return 0;
            }

            @Override
            public int proxy__port() {
                return 0;
            }

            @Override
            public int repository__port() {
                return 0;
            }

            @Override
            public String certificates() {
                return "cert";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Simulator.Config.class;
            }
        };
    }
}
