package org.sosgi.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The least that can pass for an agent: makes a line of every datagram and writes it. With {@code RELAY_DROPS=N} it swallows every
 * Nth, as no agent should, to see whether the scenarios notice.
 */
final class Relay {

    private static final int MOST_BYTES = 200_000;

    private Relay() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String yaml = Files.readString(Path.of(System.getenv("SOSGI_HOME"), "etc/butler-sos.yaml"));
        int drops = Integer.parseInt(System.getenv().getOrDefault("RELAY_DROPS", "0"));
        var target = URI.create("http://127.0.0.1:" + number(yaml, "influxdbConfig:.*?port: (\\d+)") + "/write?db=x");
        try (var socket = new DatagramSocket(number(yaml, "portLogEvents: (\\d+)"), InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(4 << 20);
            socket.setSoTimeout(10);
            System.out.println(
                    "ready after 1 ms (pid " + ProcessHandle.current().pid() + ")");
            relay(socket, target, drops);
        }
    }

    private static void relay(DatagramSocket socket, URI target, int drops) throws IOException, InterruptedException {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var packet = new DatagramPacket(new byte[2_000], 2_000);
        var lines = new StringBuilder();
        for (long count = 1; ; ) {
            try {
                socket.receive(packet);
                if (drops == 0 || count++ % drops != 0) {
                    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                    lines.append("log_event message=\"").append(text).append("\"\n");
                }
                if (lines.length() < MOST_BYTES) {
                    continue;
                }
            } catch (SocketTimeoutException e) {
                // Quiet: what there is goes now.
                if (lines.length() == 0) {
                    continue;
                }
            }
            var request = HttpRequest.newBuilder(target)
                    .POST(HttpRequest.BodyPublishers.ofString(lines.toString()))
                    .build();
            client.send(request, HttpResponse.BodyHandlers.discarding());
            lines.setLength(0);
        }
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
