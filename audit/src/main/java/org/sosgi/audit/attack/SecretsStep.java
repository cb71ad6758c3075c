package org.sosgi.audit.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.Kind;
import org.sosgi.bench.LoadSender;
import org.sosgi.bench.SendLog;

/** Plants secrets in every setting that has one, has every destination fail at the lowest log level, and looks for them. */
public final class SecretsStep implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Where nothing listens. */
    private static final int CLOSED = 9;

    private static final String ENVIRONMENT = "AUDIT_INFLUX_SECRET";

    @Override
    public String name() {
        return "secrets";
    }

    @Override
    public String about() {
        return "planted secrets, in logs, answers, files and the list of processes";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String place : List.of(
                "influx password",
                "influx token",
                "new relic key",
                "new relic header",
                "mqtt password",
                "pseudonym key",
                "heartbeat url",
                "bearer token")) {
            secrets.put(place, "planted-" + place.replace(' ', '-') + "-9f8e7d6c5b4a");
        }
        Path mqtt = Files.writeString(folder.resolve("mqtt-secret"), secrets.get("mqtt password"));
        try (var agent = new AgentProcess(workshop.program(), folder.resolve("agent"))) {
            agent.with(ENVIRONMENT, secrets.get("influx password"));
            AgentYaml yaml = AgentYaml.on(CLOSED, agent.home());
            agent.configure(yaml);
            Path file = agent.home().resolve("etc/butler-sos.yaml");
            String text = configured(Files.readString(file), secrets, mqtt.toAbsolutePath());
            Files.writeString(file, text);
            agent.start();
            var sender = new LoadSender(yaml.userAddress(), Kind.USER, 'A', SendLog.NONE);
            try (sender) {
                sender.paced(50, Duration.ofSeconds(3));
            }
            var out = new Outputs(folder);
            boolean failed = until(() -> sinksThatFail(agent) >= 3);
            findings.gate("destinations that fail", "at least 3", failed ? "yes" : sinksThatFail(agent) + "", failed);
            ask(agent, out);
            // A file with mistakes, which are told: where a number should be, there is a secret.
            var told = agent.line(line -> line.contains("butler-sos.yaml"));
            Files.writeString(
                    file,
                    text.replaceFirst("maxBatchSize: \\d+", "maxBatchSize: \\${env:" + ENVIRONMENT + "}")
                            .replaceFirst("brokerPort: \\d+", "brokerPort: \\${file:" + mqtt.toAbsolutePath() + "}"));
            told.get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
            out.keep("check", agent.program("check", file.toString()).output());
            out.keep("doctor", agent.program("doctor", "--json").output());
            long pid = agent.pid();
            out.keep("cmdline", Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1));
            String environment = Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
            agent.terminate(Duration.ofSeconds(20));
            out.keep("console", Files.readString(agent.home().resolve("agent.out"), StandardCharsets.ISO_8859_1));
            judge(findings, secrets, out, agent.home(), environment);
        }
        findings.notHere(
                "crash reports", "nothing from outside ends the agent by a fault of its own; CrashReportsTest does");
    }

    private static void ask(AgentProcess agent, Outputs out) throws IOException {
        for (List<String> command : List.of(
                List.of("status"),
                List.of("status", "--json"),
                List.of("ports", "--json"),
                List.of("sinks"),
                List.of("dead-letters"),
                List.of("components"))) {
            out.keep(
                    String.join("-", command),
                    agent.command(command.toArray(String[]::new)).output());
        }
    }

    private static void judge(
            Findings findings, Map<String, String> secrets, Outputs out, Path home, String environment)
            throws IOException {
        List<String> found = new ArrayList<>();
        secrets.forEach((place, secret) -> out.kept.forEach((name, text) -> {
            if (text.contains(secret)) {
                found.add(place + " in " + name);
            }
        }));
        findings.gate(
                "secrets in console, commands and the list of processes",
                "none",
                found.isEmpty() ? "none in " + out.kept.keySet() : found.toString(),
                found.isEmpty());
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home.resolve("var"))) {
            // What the running configuration is kept in, for the agent's user only; see docs/security.md.
            Path configuration = home.resolve("var/config");
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(configuration))
                    .toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.forEach((place, secret) -> {
                    if (text.contains(secret)) {
                        files.add(place + " in " + home.relativize(file));
                    }
                });
            }
        }
        findings.gate(
                "secrets in files of var/, but for var/config",
                "none",
                files.isEmpty() ? "none" : files.toString(),
                files.isEmpty());
        long inEnvironment =
                secrets.values().stream().filter(environment::contains).count();
        findings.gate(
                "secrets in the environment", "the one that was put there", "" + inEnvironment, inEnvironment == 1);
    }

    private static String configured(String yaml, Map<String, String> secrets, Path mqtt) throws IOException {
        int[] ports = Victim.freePorts();
        return yaml.replaceFirst("logLevel: info", "logLevel: silly")
                        .replaceFirst(
                                "(?m)^    heartbeat:\n        enable: false\n        remoteURL: .*",
                                "    heartbeat:\n        enable: true\n        remoteURL: http://127.0.0.1:9/?token="
                                        + secrets.get("heartbeat url"))
                        .replaceFirst(
                                "(?m)^    thirdPartyToolsCredentials:\n        newRelic:",
                                "    thirdPartyToolsCredentials:\n        newRelic:\n            - accountName: First\n              insertApiKey: "
                                        + secrets.get("new relic key") + "\n              accountId: \"1234567\"")
                        .replaceFirst(
                                "(?m)sendToNewRelic:\n            enable: false\n            destinationAccount:",
                                "sendToNewRelic:\n            enable: true\n            destinationAccount:\n                - First")
                        .replaceFirst(
                                "(?m)sendToMQTT:\n            enable: false", "sendToMQTT:\n            enable: true")
                        .replaceFirst(
                                "everythingTopic:\n                    enable: false",
                                "everythingTopic:\n                    enable: true")
                        .replaceFirst(
                                "(?m)^    mqttConfig:\n        enable: false\n        brokerHost: .*\n        brokerPort: \\d+",
                                "    mqttConfig:\n        enable: true\n        username: audit\n        password: \\${file:"
                                        + mqtt + "}\n        brokerHost: 127.0.0.1\n        brokerPort: " + CLOSED)
                        .replaceFirst(
                                "(?m)^    newRelic:\n        enable: false\n(.*\n.*\n)            header:",
                                "    newRelic:\n        enable: true\n$1            header:\n                - name: X-Secret\n                  value: "
                                        + secrets.get("new relic header"))
                        .replaceFirst(
                                "auth:\n                enable: false\n                username: user\n                password: pass",
                                "auth:\n                enable: true\n                username: user\n                password: \\${env:"
                                        + ENVIRONMENT + "}")
                        .replace("token: mytoken", "token: " + secrets.get("influx token"))
                        .replaceFirst(
                                "(?m)^    prometheus:\n        enable: false\n        host: 127.0.0.1\n        port: \\d+",
                                "    prometheus:\n        enable: true\n        host: 127.0.0.1\n        port: "
                                        + ports[0] + "\n"
                                        + "        nodeMetricsHost: 127.0.0.1\n        nodeMetricsPort: " + ports[1]
                                        + "\n        bearerToken: "
                                        + secrets.get("bearer token"))
                        .stripTrailing()
                + "\n        privacy:\n            pseudonymKey: " + secrets.get("pseudonym key") + "\n";
    }

    private static long sinksThatFail(AgentProcess agent) throws IOException, InterruptedException {
        return agent.status().parts().stream()
                .filter(part -> part.kind().equals("sink") && !part.state().equals("OK"))
                .count();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean until(Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                return false;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(250).toNanos());
        }
        return true;
    }

    /** What the agent has said, by where; kept in files, too. */
    private record Outputs(Path folder, Map<String, String> kept) {
        Outputs(Path folder) {
            this(folder, new LinkedHashMap<>());
        }

        void keep(String name, String text) throws IOException {
            kept.put(name, text);
            Files.writeString(folder.resolve(name + ".txt"), text, StandardCharsets.UTF_8);
        }
    }
}
