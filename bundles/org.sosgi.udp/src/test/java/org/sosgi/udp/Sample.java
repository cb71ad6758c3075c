package org.sosgi.udp;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** What several tests need: settings, a decoder, a sender. */
final class Sample {

    static final EventType TEXT = EventType.of("test.text", Attribute.text("text"));

    /** Makes an event of every datagram's text. */
    static final Decoder DECODER = (in, out) -> out.emit(Event.of(TEXT, in.time(), in.text()));

    private Sample() {}

    static Settings settings() {
        return settings(0, 4_194_304, 65_507, 1_000_000, 0, 0);
    }

    static Settings limits(int maxDatagram, int queueEvents, int rateLimit) {
        return settings(0, 4_194_304, maxDatagram, queueEvents, rateLimit, 0);
    }

    static Settings port(int port) {
        return settings(port, 4_194_304, 65_507, 1_000_000, 0, 0);
    }

    static Settings metrics(long interval) {
        return settings(0, 4_194_304, 65_507, 1_000_000, 0, interval);
    }

    private static Settings settings(
            int port, int receiveBuffer, int maxDatagram, int queueEvents, int rateLimit, long metrics) {
        return new Settings(
                "test",
                "127.0.0.1",
                port,
                receiveBuffer,
                maxDatagram,
                queueEvents,
                67_108_864,
                80,
                rateLimit,
                Settings.Sources.ANY,
                metrics,
                "auto");
    }

    static Settings sources(boolean validate, String... allowed) {
        return sources("test", "127.0.0.1", new Settings.Sources(validate, List.of(allowed), false, 0, 10_000));
    }

    static Settings sources(String name, String host, Settings.Sources sources) {
        return new Settings(name, host, 0, 4_194_304, 65_507, 1_000_000, 67_108_864, 80, 0, sources, 0, "auto");
    }

    /** Sends from 127.0.0.1 to that address, one behind the other. */
    static final class Sender implements AutoCloseable {

        private final DatagramSocket socket;
        private final InetSocketAddress to;

        Sender(int port) throws Exception {
            this("127.0.0.1", port);
        }

        /** @param from an address of the loopback */
        Sender(String from, int port) throws Exception {
            to = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
            socket = new DatagramSocket(0, InetAddress.getByName(from));
        }

        void send(String text) throws Exception {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        void send(byte[] payload) throws Exception {
            socket.send(new DatagramPacket(payload, payload.length, to));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
