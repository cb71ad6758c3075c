package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The broker lets us in, and its topics are what a person expects. */
final class MqttConcern implements Concern {

    private static final String BASE = "mqttConfig.baseTopic";
    private static final String TLS = "mqttConfig.tls";

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!file.flag("mqttConfig.enable")) {
            return;
        }
        String base = file.text(BASE, "/");
        if (!base.endsWith("/")) {
            String text = "the host of a server follows without a slash, as in " + Texts.clean(base)
                    + "sense1.example.com/version; end it with /";
            problems.add(Problem.warning(file.line(BASE), ROOT + BASE, text));
        }
        topics(file).forEach(path -> noWildcards(file, path, problems));
        login(file, problems);
        tls(file, problems);
    }

    private static List<String> topics(Section file) {
        List<String> paths = new ArrayList<>(List.of(BASE, "mqttConfig.statusTopic"));
        if (file.flag("logEvents.sendToMQTT.enable")) {
            paths.add("logEvents.sendToMQTT.baseTopic");
        }
        if (file.flag("userEvents.enable") && file.flag("userEvents.sendToMQTT.enable")) {
            String topics = "userEvents.sendToMQTT.postTo";
            file.section(topics).node().members().keySet().stream()
                    .map(key -> topics + "." + key)
                    .filter(topic -> file.flag(topic + ".enable"))
                    .forEach(topic -> paths.add(topic + ".topic"));
        }
        return paths;
    }

    private static void noWildcards(Section file, String path, List<Problem> problems) {
        String topic = file.text(path, "").strip();
        if (!MqttTranslation.topic(topic).equals(topic)) {
            String text = "has +, # or a control character in it, for which _ is written; take it out";
            problems.add(Problem.warning(file.line(path), ROOT + path, text));
        }
    }

    private static void login(Section file, List<Problem> problems) {
        String password = "mqttConfig.password";
        if (file.text(password, "").isEmpty()) {
            return;
        }
        if (file.text("mqttConfig.username", "").isEmpty()) {
            String text = "a password needs a username; add it, or take the password out";
            problems.add(Problem.error(file.line(password), ROOT + password, text));
        } else if (!file.flag(TLS + ".enable") && !Hosts.isLoopback(file.text("mqttConfig.brokerHost", ""))) {
            String text = "goes over the network for anybody to read; switch tls on, if the broker can do it";
            problems.add(Problem.warning(file.line(password), ROOT + password, text));
        }
    }

    private static void tls(Section file, List<Problem> problems) {
        if (file.flag(TLS + ".enable")) {
            Pairs.bothOrNeither(file, TLS + ".clientCert", TLS + ".clientKey", problems);
            return;
        }
        Stream.of("caFile", "clientCert", "clientKey")
                .map(key -> TLS + "." + key)
                .filter(path -> !file.text(path, "").isEmpty())
                .findFirst()
                .ifPresent(path -> {
                    String text = "has no effect without TLS; set mqttConfig.tls.enable to true";
                    problems.add(Problem.warning(file.line(path), ROOT + path, text));
                });
    }
}
