package org.sosgi.sink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.RequestFailedException;
import org.sosgi.http.ErrorCategory;
import org.sosgi.testkit.NumberedEvents;

/** What a real broker makes of us, and we of it. */
class BrokerIT {

    private static final String OPEN = "allow_anonymous true";

    @TempDir
    Path home;

    private static Sinks.Sent batch(int events) {
        return Sinks.Sent.times(events, NumberedEvents::event);
    }

    private static boolean written(MqttSink sink) {
        try {
            sink.write(batch(1));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"3.1.1, 0", "3.1.1, 1", "3.1.1, 2", "5, 0", "5, 1", "5, 2"})
    void publishesInOrderAndTellsThatItComesAndGoes(String version, int qos) throws Exception {
        try (var broker = Mosquitto.start(home, OPEN);
                var subscriber = new Subscriber(broker.port())) {
            MqttSink sink = Sinks.sink(
                    "host", "127.0.0.1", "port", broker.port(), "version", version, "qos", qos, "base__topic", "t/");
            var batch = batch(300);
            sink.write(batch);
            Subscriber.await(
                    "the greeting", () -> subscriber.payloads("t/status").equals(List.of("online")));
            sink.close();
            Subscriber.await(
                    "the goodbye", () -> subscriber.payloads("t/status").size() == 2);
            subscriber.fence();
            assertEquals(List.of("online", "offline"), subscriber.payloads("t/status"));
            List<String> expected = batch.events().stream()
                    .map(event -> Sinks.messages(Sinks.config("base__topic", "t/"), event)
                            .get(0))
                    .toList();
            assertEquals(
                    expected,
                    subscriber.messages().stream()
                            .map(message -> message.topic() + " " + message.payload())
                            .toList());
            assertFalse(subscriber.messages().get(0).retained());
            assertEquals(Set.of(), batch.rejected().keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void theBrokerTellsWhenWeDie(String version) throws Exception {
        try (var broker = Mosquitto.start(home, OPEN);
                var relay = new Relay(broker.port());
                var subscriber = new Subscriber(broker.port())) {
            MqttSink sink = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    relay.port(),
                    "version",
                    version,
                    "status__topic",
                    "agent/status",
                    "retain",
                    true);
            sink.write(batch(1));
            relay.down();
            Subscriber.await(
                    "the will", () -> subscriber.payloads("agent/status").equals(List.of("online", "offline")));
            relay.up();
            // The first may find out only now that the connection is gone.
            Subscriber.await("a write", () -> written(sink));
            subscriber.fence();
            assertEquals(List.of("online", "offline", "online"), subscriber.payloads("agent/status"));
            assertTrue(subscriber.messages().get(0).retained());
            sink.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void wantsTheRightPassword(String version) throws Exception {
        Path passwords = home.resolve("passwords");
        Files.createFile(passwords);
        Mosquitto.run("mosquitto_passwd", "-b", passwords.toString(), "sosgi", "secret");
        try (var broker = Mosquitto.start(home, "allow_anonymous false", "password_file " + passwords)) {
            MqttSink right = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "version",
                    version,
                    "username",
                    "sosgi",
                    "_password",
                    "secret");
            right.write(batch(10));
            right.close();
            MqttSink wrong = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "version",
                    version,
                    "username",
                    "sosgi",
                    "_password",
                    "sesame");
            String message = assertThrows(RequestFailedException.class, () -> wrong.write(batch(1)))
                    .getMessage();
            // Mosquitto says that we are not authorised, not that the password is wrong.
            assertTrue(message.contains("check user name and password"), message);
            assertFalse(message.contains("sesame"), message);
            wrong.close();
            MqttSink none = Sinks.sink("host", "127.0.0.1", "port", broker.port(), "version", version);
            assertTrue(assertThrows(RequestFailedException.class, () -> none.write(batch(1)))
                    .getMessage()
                    .contains("it may want a user name and password"));
            none.close();
        }
    }

    @Test
    void encryptsAndShowsACertificate() throws Exception {
        Authority authority = Authority.in(home.resolve("authority"));
        Authority stranger = Authority.in(home.resolve("stranger"));
        authority.issue("broker", "DNS:localhost,IP:127.0.0.1");
        authority.issue("agent", "DNS:agent");
        stranger.issue("foreigner", "DNS:foreigner");
        try (var broker = tls(authority, "broker")) {
            for (String version : List.of("3.1.1", "5")) {
                MqttSink sink = tls(broker, version, authority, "agent", authority);
                sink.write(batch(10));
                sink.close();
            }
            assertTrue(broker.log().contains("u'agent'"), broker.log());
            assertFails(
                    ErrorCategory.CERTIFICATE_ERROR,
                    "is not signed by",
                    tls(broker, "5", authority, "agent", stranger));
            assertFails(null, "certificate", tls(broker, "5", stranger, "foreigner", authority));
            MqttSink without = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "tls",
                    true,
                    "tls__ca",
                    authority.certificate().toString());
            assertFails(null, "certificate", without);
            MqttSink plain = Sinks.sink("host", "127.0.0.1", "port", broker.port(), "connect__timeout", 2_000L);
            assertFails(null, "whether TLS", plain);
        }
    }

    @Test
    void verifiesTheNameOfTheBroker() throws Exception {
        Authority authority = Authority.in(home.resolve("authority"));
        authority.issue("broker", "DNS:elsewhere.example");
        authority.issue("agent", "DNS:agent");
        try (var broker = tls(authority, "broker")) {
            assertFails(
                    ErrorCategory.CERTIFICATE_ERROR,
                    "not for the host name 127.0.0.1 but for elsewhere.example",
                    tls(broker, "3.1.1", authority, "agent", authority));
        }
    }

    private Mosquitto tls(Authority authority, String name) throws IOException {
        return Mosquitto.start(
                home.resolve("mosquitto"),
                "allow_anonymous true",
                "cafile " + authority.certificate(),
                "certfile " + authority.path(name, ".pem"),
                "keyfile " + authority.path(name, ".key"),
                "require_certificate true",
                "use_identity_as_username true");
    }

    private static MqttSink tls(Mosquitto broker, String version, Authority ours, String name, Authority trusted) {
        return Sinks.sink(
                "host",
                "127.0.0.1",
                "port",
                broker.port(),
                "version",
                version,
                "tls",
                true,
                "tls__ca",
                trusted.certificate().toString(),
                "tls__certificate",
                ours.path(name, ".pem").toString(),
                "tls__key",
                ours.path(name, ".key").toString());
    }

    /** @param category null for any */
    private static void assertFails(ErrorCategory category, String message, MqttSink sink) {
        var failure = assertThrows(RequestFailedException.class, () -> sink.write(batch(1)));
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
        if (category != null) {
            assertEquals(category, ErrorCategory.of(failure));
        }
        sink.close();
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        assertFails(
                ErrorCategory.CONNECTION_REFUSED,
                "no MQTT broker listens there",
                Sinks.sink("host", "127.0.0.1", "port", Mosquitto.freePort()));
        assertFails(
                ErrorCategory.HOST_NOT_FOUND,
                "the host name of the MQTT broker is not known",
                Sinks.sink("host", "no-such-host.invalid"));
    }

    /** As the engine does after a pause; Mosquitto may close the connection before its refusal is read. */
    private static void writeAgain(MqttSink sink, Sinks.Sent batch) throws IOException {
        try {
            sink.write(batch);
        } catch (RequestFailedException e) {
            if (!e.getMessage().contains("broke while messages were on their way")) {
                throw e;
            }
            sink.write(batch);
        }
    }

    @Test
    void eventsOfForbiddenTopicsAreRefused() throws Exception {
        Path rules = home.resolve("rules");
        Files.writeString(rules, "topic readwrite #\ntopic deny f/#\n");
        Files.setPosixFilePermissions(rules, Set.of(PosixFilePermission.values()));
        try (var broker = Mosquitto.start(home.resolve("mosquitto"), OPEN, "acl_file " + rules)) {
            MqttSink all = Sinks.sink("host", "127.0.0.1", "port", broker.port(), "version", "5", "base__topic", "f/");
            String message = assertThrows(RequestFailedException.class, () -> writeAgain(all, batch(3)))
                    .getMessage();
            assertTrue(message.contains("allows us none of the topics, such as f/test/numbered"), message);
            all.close();
            oneConnectionIsEnoughToKnowATopic(broker);
            MqttSink some = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "version",
                    "5",
                    "base__topic",
                    "t/",
                    "user__topics",
                    new String[] {"everything=f/user"});
            var batch = new Sinks.Sent(
                    NumberedEvents.event(1), Samples.user("srv-a", "Start session"), NumberedEvents.event(2));
            writeAgain(some, batch);
            assertEquals(Set.of(1), batch.rejected().keySet());
            assertTrue(
                    batch.rejected().get(1).contains("does not allow us its topic f/user"),
                    batch.rejected().get(1));
            some.close();
        }
    }

    /** Mosquitto 2.0.11 closes the connection after each refusal. */
    private static void oneConnectionIsEnoughToKnowATopic(Mosquitto broker) throws Exception {
        try (var subscriber = new Subscriber(broker.port())) {
            MqttSink sink = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "version",
                    "5",
                    "base__topic",
                    "f/",
                    "status__topic",
                    "t/status");
            assertThrows(RequestFailedException.class, () -> writeAgain(sink, batch(100)));
            sink.close();
            subscriber.fence();
            long connections = subscriber.payloads("t/status").stream()
                    .filter("online"::equals)
                    .count();
            assertTrue(connections <= 4, connections + " connections");
        }
    }

    @Test
    void eventsThatAreTooLargeAreRefused() throws Exception {
        try (var broker = Mosquitto.start(home, OPEN, "max_packet_size 2000");
                var subscriber = new Subscriber(broker.port())) {
            MqttSink sink = Sinks.sink(
                    "host",
                    "127.0.0.1",
                    "port",
                    broker.port(),
                    "version",
                    "5",
                    "base__topic",
                    "t/",
                    "user__topics",
                    new String[] {"everything=u"});
            var batch = new Sinks.Sent(
                    NumberedEvents.event(1), Samples.user("h".repeat(3_000), "Start session"), NumberedEvents.event(2));
            sink.write(batch);
            assertEquals(Set.of(1), batch.rejected().keySet());
            assertEquals(
                    "the MQTT broker takes packets of 2000 bytes at most",
                    batch.rejected().get(1));
            subscriber.fence();
            assertEquals(2, subscriber.messages().size());
            assertEquals(MqttQos.AT_MOST_ONCE, subscriber.messages().get(0).qos());
            sink.close();
        }
    }
}
