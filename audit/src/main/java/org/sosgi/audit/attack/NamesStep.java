package org.sosgi.audit.attack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** Plants names of people in events, good ones and spoiled ones, and looks for them where they must not be. */
public final class NamesStep implements Step {

    private static final List<String> NAMES = IntStream.range(0, 20)
            .mapToObj(i -> "planted" + (char) ('a' + i) + "person")
            .toList();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "names";
    }

    @Override
    public String about() {
        return "names of people in the log, and at a destination that is to get pseudonyms";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        for (String level : List.of("info", "verbose")) {
            Path home = folder.resolve(level);
            try (Victim victim = Victim.start(
                    workshop.program(), home, new Victim.Setup("", false, 0), text -> configured(text, level))) {
                send(victim);
                long arrived = victim.standIn().await('Z', 1, PATIENCE);
                findings.gate(
                        level + ": events", "the last one has arrived", arrived == 1 ? "yes" : "no", arrived == 1);
                for (String command : List.of("status", "sinks", "history", "dead-letters")) {
                    Files.writeString(
                            home.resolve(command),
                            victim.agent().command(command).output());
                }
                victim.agent().terminate(Duration.ofSeconds(20));
                Set<String> logs = found(List.of(
                        home.resolve("agent/agent.out"), home.resolve("agent/var/log"), home.resolve("agent/log")));
                findings.gate(level + ": names in the log", "0 of " + NAMES.size(), logs.toString(), logs.isEmpty());
                Set<String> told =
                        found(List.of(home.resolve("status"), home.resolve("sinks"), home.resolve("dead-letters")));
                findings.gate(
                        level + ": names in what sosgi tells", "0 of " + NAMES.size(), told.toString(), told.isEmpty());
                String lines = Files.readString(home.resolve("influx"), StandardCharsets.UTF_8);
                Set<String> written = found(List.of(home.resolve("influx")));
                findings.gate(
                        level + ": names at the destination with pseudonyms",
                        "0 of " + NAMES.size() + ", and pseudonyms",
                        written + (lines.contains("p-") ? ", pseudonyms" : ", NO pseudonyms"),
                        written.isEmpty() && lines.contains("p-"));
            }
        }
    }

    private static String configured(String yaml, String level) {
        return yaml.replaceFirst("logLevel: info", "logLevel: " + level)
                .replaceFirst("(?m)^(    influxdbConfig:\n)", "$1        pseudonymiseUsers: true\n");
    }

    private static void send(Victim victim) throws IOException {
        try (var socket = new DatagramSocket()) {
            for (String name : NAMES) {
                String user = "LAB\\" + name;
                for (String text : List.of(
                        "/qseow-proxy-connection/;srv-a;Open connection;LAB;" + name
                                + ";AppAccess;/app/x;Open connection.",
                        "/qseow-proxy-session/;srv-a;Start session;LAB;" + name + ";AppAccess;/x;Started for " + user,
                        "/qseow-proxy-connection/;srv-a;Open connection;LAB;" + name,
                        "/qseow-proxy-connection/;srv-a;Nonsense " + name + ";LAB;" + name + ";AppAccess;/app/x;y",
                        "/nothing/;" + name + ";" + user,
                        name,
                        "/qseow-proxy-connection/;\u0000\u001b[31m" + name + "\n" + user + ";;;;;")) {
                    send(socket, text, victim.yaml().userAddress());
                }
                for (String text : List.of(
                        "/qseow-engine/;1;t;t;WARN;srv-a;System.Engine.Engine;" + user + ";User " + user
                                + " did something;x;LAB;" + name + ";t;x;12;t;System;x;x",
                        "/qseow-proxy/;2;t;t;WARN;srv-a;Service.Proxy;LAB\\svc;Access was denied for User: 'LAB\\"
                                + name + "';;LAB;" + name + ";Check;500;AppAccess;/qrs",
                        "/qseow-qix-perf/;5;t;t;INFO;srv-a;Qix;LAB\\svc;x;LAB;" + name
                                + ";t;x;d7cf16f9-6a95-462a-9ff1-a6d413326de4;4;"
                                + "GenericObject::GetLayout;12.5;11.25;0.5;0.25;0.125;3;x;4096;8192;table",
                        "/qseow-proxy/;2;" + name,
                        "/qseow-engine/;" + "x".repeat(2_000) + name,
                        name)) {
                    send(socket, text, victim.yaml().logAddress());
                }
            }
            // As the load sender's, so that the stand-in sees it; not a user, whose name would be replaced.
            send(
                    socket,
                    "/qseow-proxy/;2;t;t;WARN;srv-a;Service.Proxy;LAB\\svc;last ~Z0000000000~0000000000000000001~;;LAB;x;Check;500;A;/q",
                    victim.yaml().logAddress());
        }
    }

    private static void send(DatagramSocket socket, String text, java.net.InetSocketAddress target) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, target));
    }

    /** Returns which names are in these files, or in files of these folders. */
    private static Set<String> found(List<Path> places) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path place : places) {
            if (!Files.exists(place)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    NAMES.stream()
                            .filter(text::contains)
                            .forEach(name -> found.add(name + " in " + file.getFileName()));
                }
            }
        }
        return found;
    }
}
