package org.sosgi.setup.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class TemplateEditTest {

    private static final String TEMPLATE = """
            # A file
            Butler-SOS:
              logLevel: info       # of the log
              influx:
                enable: false
                host: localhost
                # tls: false       # encrypted
                v1:
                  host: other      # another
              servers:             # all
                # - host: example
                #   name: example
              last:
            """;

    @Test
    void keepsAllButTheValue() {
        var edit = new TemplateEdit(TEMPLATE);
        edit.set("logLevel", "silly");
        edit.set("influx.enable", true);
        edit.set("influx.tls", true);
        edit.set("influx.v1.host", "a-name-that-reaches-into-the-comment");
        edit.setBlock("servers", List.of("- host: one", "  name: two"));
        edit.set("last", 5);
        assertEquals("""
                # A file
                Butler-SOS:
                  logLevel: silly      # of the log
                  influx:
                    enable: true
                    host: localhost
                    tls: true          # encrypted
                    v1:
                      host: a-name-that-reaches-into-the-comment # another
                  servers:             # all
                    - host: one
                      name: two
                  last: 5
                """, edit.text());
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        var edit = new TemplateEdit(TEMPLATE);
        assertThrows(IllegalArgumentException.class, () -> edit.set("influx.port", 1));
    }

    @Test
    void writesEveryTextSoThatItIsReadAsItself() {
        var load = new Load(LoadSettings.builder().build());
        for (String text : List.of(
                "",
                "a",
                "1",
                "01",
                "true",
                "No",
                "null",
                "~",
                "a: b",
                "a #b",
                "- a",
                "\"q\" \\ ",
                "C:\\x",
                "é€",
                "/a/b.pem",
                "127.0.0.1:4747",
                "${env:A}",
                "[1]",
                "{a}",
                "*a",
                "&a",
                "!a",
                "%a",
                "@a",
                "`a",
                "'a'",
                "1e3",
                "0x1",
                ".5",
                "a\tb",
                "<x>",
                "a\u007fb",
                "yes",
                "=")) {
            assertEquals(
                    Map.of("key", text),
                    load.loadFromString("key: " + TemplateEdit.quoted(text)),
                    TemplateEdit.quoted(text));
        }
        assertEquals("8086", TemplateEdit.quoted(8086));
    }
}
