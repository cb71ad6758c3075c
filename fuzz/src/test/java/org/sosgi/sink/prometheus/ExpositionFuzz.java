package org.sosgi.sink.prometheus;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;

/** Labels are such as Prometheus takes, none twice; their values come back as they were, and end no line. */
class ExpositionFuzz {

    @FuzzTest
    @DictionaryEntries({"__name__", "\"", "\\", "9", "host"})
    void labels(byte[] bytes) throws Exception {
        var in = new Cut(bytes);
        EventType type = EventType.of(
                "sense.health",
                Attribute.tag("host"),
                Attribute.tag(Attribute.TAG_PREFIX + in.text()),
                Attribute.tag(Attribute.TAG_PREFIX + in.text()));
        Event event = Event.of(type, 0, in.text(), in.text(), in.text());
        Budget.spend(() -> {
            var page = new GaugeText(Format.TEXT);
            page.sample(new ServerLabels(type, new LabelNames()).text(event), 1);
            Map<String, String> labels = read(page.toString());
            if (!event.text("host").equals(labels.get("host"))) {
                throw new AssertionError("host is told as " + labels.get("host"));
            }
        });
    }

    /** The header that a client chooses the format by. */
    @FuzzTest
    @DictionaryEntries({"application/openmetrics-text", "text/plain", ";q=0.5", ",", ";q=NaN"})
    void accept(byte[] bytes) throws Exception {
        String header = new Cut(bytes).text();
        Budget.spend(() -> Format.accepted(header));
    }

    private static Map<String, String> read(String page) {
        Map<String, String> labels = new LinkedHashMap<>();
        int at = page.indexOf('{') + 1;
        while (true) {
            int equals = page.indexOf('=', at);
            String name = page.substring(at, equals);
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*") || name.startsWith("__") || page.charAt(equals + 1) != '"') {
                throw new AssertionError("no label: " + name);
            }
            var value = new StringBuilder();
            for (at = equals + 2; page.charAt(at) != '"'; at++) {
                char c = page.charAt(at);
                if (c == '\n') {
                    throw new AssertionError("a line ends within a label");
                }
                if (c == '\\') {
                    char next = page.charAt(++at);
                    if ("\\\"n".indexOf(next) < 0) {
                        throw new AssertionError("an escape that is none: " + next);
                    }
                    c = next == 'n' ? '\n' : next;
                }
                value.append(c);
            }
            if (labels.put(name, value.toString()) != null) {
                throw new AssertionError("a label twice: " + name);
            }
            if (page.charAt(++at) == '}') {
                break;
            }
            at++;
        }
        if (!page.substring(at).equals("} 1\n")) {
            throw new AssertionError("something else follows: " + page.substring(at));
        }
        return labels;
    }
}
