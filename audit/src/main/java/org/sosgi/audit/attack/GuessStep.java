package org.sosgi.audit.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** Guesses bearer tokens, on paths that are there and on others. */
public final class GuessStep implements Step {

    private static final int GUESSES = 10_000;
    private static final int FEWEST_LIMITED = 9_900;
    private static final int STANDARD_LIMIT = 300;
    private static final int TOO_MANY = 429;

    @Override
    public String name() {
        return "guess";
    }

    @Override
    public String about() {
        return "10,000 guesses of a token, on known and unknown paths";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        try (Victim victim =
                Victim.start(workshop.program(), folder.resolve("agent"), new Victim.Setup("", true, STANDARD_LIMIT))) {
            for (Victim.Door door : victim.doors()) {
                // Health and Prometheus are two kinds of doors; both ports of Prometheus are one.
                if (workshop.full() || !door.name().equals("prometheus-node")) {
                    guess(findings, victim.wire(door));
                }
            }
            boolean alive = victim.agent().isAlive();
            findings.gate("the agent lives", "yes", alive ? "yes" : "no", alive);
        }
    }

    private static void guess(Findings findings, Wire wire) throws IOException {
        String page = wire.door().path();
        List<String> paths = List.of(page, "/unknown", page + "/x", "/");
        Map<Integer, Integer> statuses = new TreeMap<>();
        Set<String> others = new HashSet<>();
        Set<String> limited = new HashSet<>();
        List<String> legitimate = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            String guess = "audit-%032x".formatted(i * 0x9e3779b97f4a7c15L);
            Wire.Answer answer = i % 10 == 9
                    ? wire.request("GET", paths.get(i % 4))
                    : wire.request("GET", paths.get(i % 4), "Authorization: Bearer " + guess);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() == TOO_MANY) {
                // Until when, which depends on the moment.
                limited.add(answer.headers().keySet() + answer.body());
            } else {
                others.add(answer.status() + " " + answer.headers() + answer.body());
            }
            if (i % 1_000 == 0) {
                legitimate.add(ask(wire, InetAddress.getByName("127.0.0." + (2 + i / 1_000))));
            }
        }
        String name = wire.door().name() + ": ";
        findings.gate(
                name + "guesses that were limited",
                "at least " + FEWEST_LIMITED + " of " + GUESSES,
                statuses.toString(),
                statuses.getOrDefault(TOO_MANY, 0) >= FEWEST_LIMITED);
        findings.gate(
                name + "all other answers",
                "one and the same 401",
                others.size() + " different: "
                        + others.stream()
                                .map(text -> text.substring(0, 3))
                                .sorted()
                                .toList(),
                others.size() == 1 && others.iterator().next().startsWith("401"));
        findings.gate(
                name + "all answers that tell of the limit",
                "the same",
                limited.size() + " different",
                limited.size() == 1);
        long answered = legitimate.stream().filter("HTTP/1.1 200"::equals).count();
        findings.gate(
                name + "others with the right token meanwhile",
                "all answered",
                answered + " of " + legitimate.size(),
                answered == legitimate.size());
    }

    private static String ask(Wire wire, InetAddress from) throws IOException {
        try (Socket socket = wire.connect(from)) {
            socket.getOutputStream()
                    .write(("GET " + wire.door().path()
                                    + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                    + Victim.TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 " + Wire.answer(socket).status();
        }
    }
}
