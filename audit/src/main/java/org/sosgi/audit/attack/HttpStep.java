package org.sosgi.audit.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.audit.fuzz.Vitals;

/** What the HTTP listeners answer: headers, methods, paths that scanners ask for, smuggled and spoiled requests. */
public final class HttpStep implements Step {

    private static final int THREADS = 4;
    private static final int FEW = 6;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");

    /** What the server may say of a request it does not understand: not implemented, or another version. */
    private static final Set<Integer> DECLARED = Set.of(501, 505);

    private static final List<String> METHODS = List.of(
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "TRACE",
            "TRACK",
            "CONNECT",
            "OPTIONS",
            "PROPFIND",
            "MKCOL",
            "DEBUG",
            "FOO",
            "get");

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String about() {
        return "headers, methods, known paths, smuggling and spoiled requests on every HTTP listener";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        try (Victim victim = Victim.start(workshop.program(), folder.resolve("tls"), new Victim.Setup("ec", true, 0))) {
            for (Victim.Door door : victim.doors()) {
                matrix(findings, folder, victim.wire(door), true);
                paths(findings, victim.wire(door), 401);
            }
        }
        try (Victim victim =
                Victim.start(workshop.program(), folder.resolve("plain"), new Victim.Setup("", false, 0))) {
            long pid = victim.agent().pid();
            for (Victim.Door door : victim.doors()) {
                Wire wire = victim.wire(door);
                matrix(findings, folder, wire, false);
                paths(findings, wire, 404);
                smuggling(findings, folder, wire);
            }
            long each = workshop.amount(20_000, 200_000);
            // What is filled once and then stays is there before the comparison begins.
            for (Victim.Door door : victim.doors()) {
                mutate(victim.wire(door), 2_000, 7);
            }
            settle();
            Vitals before = Vitals.of(pid);
            for (Victim.Door door : victim.doors()) {
                mutations(findings, victim.wire(door), each);
            }
            settle();
            judge(findings, victim, pid, before, Vitals.of(pid));
        }
    }

    /** Every status that can be brought about from outside, each with all headers. */
    private static void matrix(Findings findings, Path folder, Wire wire, boolean secured) throws IOException {
        String name = wire.door().name() + (secured ? " (TLS, token)" : "");
        String path = wire.door().path();
        String token = secured ? "Authorization: Bearer " + Victim.TOKEN : "X-None: x";
        Map<String, Wire.Answer> answers = new LinkedHashMap<>();
        answers.put("page", wire.request("GET", path, token));
        answers.put("head", wire.request("HEAD", path, token));
        answers.put("unknown path", wire.request("GET", "/unknown", token));
        answers.put("no token", wire.request("GET", path));
        answers.put("wrong token", wire.request("GET", path, "Authorization: Bearer wrong"));
        answers.put("body", wire.request("POST", path, token, "Content-Length: 100000000"));
        answers.put("expectation", wire.request("POST", path, token, "Content-Length: 10", "Expect: 200-maybe"));
        answers.put("long header", wire.request("GET", path, token, "X: " + "x".repeat(40_000)));
        answers.put("long path", wire.request("GET", "/" + "x".repeat(40_000), token));
        answers.put("bad line", wire.send("x\r\n\r\n"));
        answers.put("bad version", wire.send("GET / HTTP/7.7\r\nHost: x\r\n\r\n"));
        answers.put("no host", wire.send("GET / HTTP/1.1\r\n\r\n"));
        answers.put(
                "origin",
                wire.request("OPTIONS", path, token, "Origin: http://x", "Access-Control-Request-Method: GET"));
        Map<String, Integer> methods = new TreeMap<>();
        for (String method : METHODS) {
            Wire.Answer answer = wire.request(method, method.equals("CONNECT") ? "127.0.0.1:80" : path, token);
            answers.put(method, answer);
            methods.put(method, answer.status());
        }
        Set<Integer> statuses = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        answers.forEach((what, answer) -> {
            statuses.add(answer.status());
            headers(answer, secured).forEach(header -> wrong.add(what + " (" + answer.status() + "): " + header));
        });
        Files.writeString(
                folder.resolve("headers-" + wire.door().name() + (secured ? "-tls" : "") + ".txt"), answers.toString());
        findings.gate(
                name + ": header matrix",
                "all headers on every answer, no Server, no CORS",
                wrong.isEmpty() ? answers.size() + " answers with " + statuses : wrong.toString(),
                wrong.isEmpty() && statuses.contains(200) && statuses.size() > 3);
        Set<Integer> allowed = Set.of(400, 404, 405);
        findings.gate(
                name + ": methods",
                "404 or 405 (400 if it is none)",
                methods.toString(),
                allowed.containsAll(methods.values()));
        if (secured) {
            Wire.Answer unread = wire.send(
                    ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1),
                    2_000);
            findings.gate(
                    name + ": a body of 1 MiB without a token",
                    "401 before any of it",
                    "" + unread.status(),
                    unread.status() == 401);
        }
    }

    /** Returns what is wrong with the headers of an answer. */
    private static List<String> headers(Wire.Answer answer, boolean tls) {
        List<String> wrong = new ArrayList<>();
        if (answer.status() == 0) {
            return List.of("no answer");
        }
        Map<String, String> wanted = new LinkedHashMap<>(Map.of(
                "x-content-type-options", "nosniff",
                "x-frame-options", "DENY",
                "cache-control", "no-store",
                "referrer-policy", "no-referrer",
                "cross-origin-resource-policy", "same-origin",
                "cross-origin-opener-policy", "same-origin"));
        wanted.forEach((name, value) -> {
            if (!answer.header(name).equals(value)) {
                wrong.add(name + " is \"" + answer.header(name) + "\"");
            }
        });
        if (!answer.header("content-security-policy").startsWith("default-src 'none'")) {
            wrong.add("no content-security-policy");
        }
        if (answer.header("permissions-policy").isEmpty()) {
            wrong.add("no permissions-policy");
        }
        if (tls != answer.header("strict-transport-security").equals("max-age=31536000")) {
            wrong.add("strict-transport-security");
        }
        for (String header : answer.headers().keySet()) {
            if (header.equals("server") || header.equals("x-powered-by") || header.startsWith("access-control-")) {
                wrong.add(header + " is there");
            }
        }
        return wrong;
    }

    private static void paths(Findings findings, Wire wire, int status) throws IOException {
        List<String> all = known();
        List<String> other = new ArrayList<>();
        for (String path : all) {
            Wire.Answer answer = wire.request("GET", path);
            // What cannot be a path is no request.
            if (answer.status() != status && answer.status() != 400) {
                other.add(path + " " + answer.status());
            }
        }
        findings.gate(
                wire.door().name() + ": known paths, " + (status == 401 ? "without the token" : "for anybody"),
                "at least 300, all " + status + " (400 if it is none)",
                all.size() + ", " + (other.isEmpty() ? "all of them" : "but " + other),
                all.size() >= 300 && other.isEmpty());
    }

    static List<String> known() throws IOException {
        try (InputStream in = HttpStep.class.getResourceAsStream("known-paths.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        }
    }

    private static void smuggling(Findings findings, Path folder, Wire wire) throws IOException {
        Map<String, String> variants = Smuggling.variants();
        List<String> wrong = new ArrayList<>();
        var told = new StringBuilder();
        for (var variant : variants.entrySet()) {
            Wire.Answer answer = wire.send(variant.getValue().getBytes(StandardCharsets.ISO_8859_1), 3_000);
            boolean one = !answer.body().contains("HTTP/1.");
            String line = variant.getKey() + ": " + answer.status() + (answer.closed() ? ", closed" : ", OPEN")
                    + (one ? "" : ", TWO ANSWERS");
            told.append(line).append('\n');
            boolean refused = answer.status() == 400 || DECLARED.contains(answer.status());
            if (!refused || !answer.closed() || !one) {
                wrong.add(line);
            }
        }
        Files.writeString(folder.resolve("smuggling-" + wire.door().name() + ".txt"), told);
        findings.gate(
                wire.door().name() + ": smuggled requests",
                "at least 40, all 400 (or 501) and closed",
                variants.size() + (wrong.isEmpty() ? ", all of them" : ", but " + wrong),
                variants.size() >= 40 && wrong.isEmpty());
    }

    private static void mutations(Findings findings, Wire wire, long count) throws Exception {
        findings.progress(count + " spoiled requests to " + wire.door().name());
        Map<Integer, Long> statuses;
        Probe probe = new Probe(wire, Duration.ofMillis(200));
        try (probe) {
            statuses = mutate(wire, count, 1);
        }
        List<Integer> server = statuses.keySet().stream()
                .filter(status -> status >= 500 && !DECLARED.contains(status))
                .toList();
        String name = wire.door().name() + ": ";
        findings.gate(
                name + "spoiled requests",
                "no 5xx but " + DECLARED,
                count + " dealt with: " + statuses,
                server.isEmpty() && statuses.size() > 2);
        findings.gate(
                name + "somebody who asks all the time",
                "is always answered",
                probe.count() + " times, p99 " + probe.percentileMillis(0.99) + " ms, failed: " + probe.failures(),
                probe.failures().isEmpty() && probe.count() > 0);
    }

    /** Returns how often each status was answered; 0 for a connection that was closed without one. */
    private static Map<Integer, Long> mutate(Wire wire, long count, long seed) throws Exception {
        Map<Integer, Long> statuses = new ConcurrentHashMap<>();
        List<Thread> threads = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            var mutator =
                    new RequestMutator(seed * THREADS + i, List.of(wire.door().path(), "/", "/x"));
            Thread thread = new Thread(() -> {
                try {
                    for (long left = count / THREADS; left > 0; ) {
                        left -= converse(wire, mutator, statuses);
                    }
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return new TreeMap<>(statuses);
    }

    /** Sends some requests on one connection, and says that there are no more. Returns how many were dealt with. */
    private static int converse(Wire wire, RequestMutator mutator, Map<Integer, Long> statuses) throws IOException {
        int answers = 0;
        try (var socket = wire.connect()) {
            try {
                for (int i = 0; i < 3; i++) {
                    socket.getOutputStream().write(mutator.next());
                }
                socket.shutdownOutput();
            } catch (IOException e) {
                // The server has closed the connection already, as it may.
            }
            Wire.Answer answer = Wire.answer(socket);
            statuses.merge(answer.status(), 1L, Long::sum);
            answers++;
            Matcher more = STATUS.matcher(answer.body());
            while (more.find()) {
                statuses.merge(Integer.parseInt(more.group(1)), 1L, Long::sum);
                answers++;
            }
        }
        return answers;
    }

    private static void settle() {
        // Connections that nobody uses are closed after ten seconds, and threads that nobody needs after some more.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(12));
    }

    private static void judge(Findings findings, Victim victim, long pid, Vitals before, Vitals after)
            throws IOException {
        boolean alive = victim.agent().isAlive() && victim.agent().pid() == pid;
        findings.gate("the agent lives", "the same process", alive ? "yes" : "no", alive);
        double change = 100.0 * (after.heapKilobytes() - before.heapKilobytes()) / Math.max(1, before.heapKilobytes());
        findings.gate(
                "heap after a collection",
                "at most 10 % more than before",
                "%d KiB, before %d KiB".formatted(after.heapKilobytes(), before.heapKilobytes()),
                before.heapKilobytes() > 0 && change <= 10);
        findings.gate(
                "file descriptors",
                "at most " + FEW + " more than before",
                after.fileDescriptors() + ", before " + before.fileDescriptors(),
                after.fileDescriptors() - before.fileDescriptors() <= FEW);
        findings.gate(
                "threads",
                "at most " + FEW + " more than before",
                after.threads() + ", before " + before.threads(),
                after.threads() - before.threads() <= FEW);
        long errors = victim.log()
                .lines()
                .filter(line -> line.matches("\\S+ +ERROR .*"))
                .count();
        findings.atMost("ERROR lines in the log", 0, errors);
    }
}
