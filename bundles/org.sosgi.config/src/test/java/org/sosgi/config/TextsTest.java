package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TextsTest {

    @Test
    void cleansWhatCouldForgeALogLine() {
        assertEquals("a b c d e", Texts.clean("a\nb\u0085c\u2028d\u202ee"));
        assertEquals("Grüße, 世界", Texts.clean("Grüße, 世界"));
        assertEquals("x".repeat(80) + "…", Texts.clean("x".repeat(81)));
        assertEquals("😀".repeat(80) + "…", Texts.clean("😀".repeat(200)));
    }

    @Test
    void findsTheNearestWord() {
        List<String> known = List.of("host", "port", "version", "maxBatchSize");
        assertEquals(Optional.of("port"), Nearest.of("prot", known));
        assertEquals(Optional.of("port"), Nearest.of("ports", known));
        assertEquals(Optional.of("maxBatchSize"), Nearest.of("MAXBATCHSIZE", known));
        assertEquals(Optional.of("version"), Nearest.of("verion", known));
        assertEquals(Optional.empty(), Nearest.of("enable", known));
        assertEquals(Optional.empty(), Nearest.of("p".repeat(1_000_000), known));
    }

    @Test
    void writesJson() {
        assertEquals("\"a\\\"b\\\\c\\u000a\\u0001é\"", Json.quote("a\"b\\c\n\u0001é"));
        Node node = YamlReader.read("{a: [1, 2.50, true, 'x', .inf], b: , c: {}, d: []}", new ArrayList<>())
                .orElseThrow();
        assertEquals("{\"a\":[1,2.50,true,\"x\",\"Infinity\"],\"b\":[],\"c\":{},\"d\":[]}", Json.of(node));
    }
}
