package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The captures: what was sent to the original, and what it wrote. */
final class Golden {

    /** The apps that the repository of the captures knew. */
    static final String APPS = """
            [{"id":"d7cf16f9-6a95-462a-9ff1-a6d413326de4","name":"Budget 2025"},
             {"id":"5b817efe-472d-43ce-8a31-6cce34af7de9","name":"Sales forecast"},
             {"id":"f42d6b16-8faf-45ca-a783-59f9da47db6e","name":"Inventory analysis"},
             {"id":"6931136d-c234-4358-a40c-e37153aba7c9","name":"Weird, name = \\"x\\" \\\\ y"},
             {"id":"11111111-2222-4333-8444-555555555555","name":"Excluded by name"}]
            """;

    /** One datagram of the corpus. */
    record Datagram(String id, byte[] payload) {}

    private Golden() {}

    static String text(String name) throws IOException {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IOException("no resource golden/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @param endpoint {@code user} or {@code log} */
    static List<Datagram> corpus(String endpoint) throws IOException {
        List<Datagram> datagrams = new ArrayList<>();
        for (String line : text(endpoint + ".jsonl").lines().toList()) {
            Map<String, Object> json = JSON.std.mapFrom(line);
            byte[] payload = json.containsKey("hex")
                    ? HexFormat.of().parseHex((String) json.get("hex"))
                    : ((String) json.get("text")).getBytes(StandardCharsets.UTF_8);
            datagrams.add(new Datagram((String) json.get("id"), payload));
        }
        return datagrams;
    }

    /** Returns by the datagram's id what the original wrote for it: lines of line protocol. */
    static Map<String, List<String>> expected(String run) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String line : text("expected/" + run + ".jsonl").lines().toList()) {
            Map<String, Object> json = JSON.std.mapFrom(line);
            List<String> outputs = new ArrayList<>();
            for (Object output : (List<?>) json.get("outputs")) {
                outputs.add((String) ((Map<?, ?>) output).get("line"));
            }
            lines.put((String) json.get("id"), outputs);
        }
        return lines;
    }

    /** Returns by the datagram's or the scenario's id the messages the original published: topic, blank, payload. */
    static Map<String, List<String>> messages(String run) throws IOException {
        return outputs("mqtt/" + run, output -> output.get("topic") + " " + output.get("payload"));
    }

    /**
     * Returns by the datagram's or the scenario's id what the original sent to New Relic, as {@link NewRelicStandIn} keeps it; but
     * saturated as a number, for New Relic takes no other (B13).
     */
    static Map<String, List<String>> newRelic(String run) throws IOException {
        return outputs("newrelic/" + run, output -> {
            Object body = output.get("body") instanceof List<?> list ? list.get(0) : output.get("body");
            return NewRelicStandIn.text((String) output.get("url"), (String) output.get("apiKey"), body)
                    .replaceFirst("(\"qs_engineSaturated\".*?\"value\":)false", "$10.0")
                    .replaceFirst("(\"qs_engineSaturated\".*?\"value\":)true", "$11.0");
        });
    }

    private interface Output {
        String text(Map<?, ?> output) throws IOException;
    }

    /** What the three versions of InfluxDB are used for makes no difference elsewhere, so there is one file for all of them. */
    private static Map<String, List<String>> outputs(String file, Output form) throws IOException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        String name = file.replaceFirst("(udp|poll)-v[23]$", "$1-v1");
        for (String line : text("expected/" + name + ".jsonl").lines().toList()) {
            Map<String, Object> json = JSON.std.mapFrom(line);
            List<String> outputs = new ArrayList<>();
            for (Object output : (List<?>) json.get("outputs")) {
                outputs.add(form.text((Map<?, ?>) output));
            }
            all.put((String) json.get("id"), outputs);
        }
        return all;
    }

    /** Returns by the scenario's id the lines that the original wrote while it polled the site of that scenario. */
    static Map<String, List<String>> polls(String version) throws IOException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (String line : text("expected/poll-" + version + ".jsonl").lines().toList()) {
            Map<String, Object> json = JSON.std.mapFrom(line);
            List<String> outputs = new ArrayList<>();
            for (Object output : (List<?>) json.get("outputs")) {
                Map<?, ?> request = (Map<?, ?>) output;
                Object several = request.get("lines");
                (several instanceof List<?> list ? list : List.of(request.get("line")))
                        .forEach(each -> outputs.add((String) each));
            }
            lines.put((String) json.get("id"), outputs);
        }
        return lines;
    }
}
