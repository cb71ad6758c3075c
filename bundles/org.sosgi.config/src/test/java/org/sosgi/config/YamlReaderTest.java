package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

final class YamlReaderTest {

    private final List<Problem> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "null",
                "NULL",
                "nUll",
                "true",
                "TRUE",
                "True",
                "tRue",
                "yes",
                "on",
                "off",
                "y",
                "012",
                "0",
                "-0",
                "+5",
                "5_000",
                "0o14",
                "0x1F",
                "0b1",
                "1.5",
                "-.5",
                "5.",
                "1e3",
                "1E-3",
                ".",
                "-x",
                "+",
                "1e",
                "1.2.3",
                "12:30:45",
                "2020-01-01",
                "9223372036854775807",
                "9223372036854775808",
                ".inf",
                "-.INF",
                ".NaN",
                ".nAn",
                "'5'",
                "\"true\"",
                "!!str 5",
                "1000.0",
                "10d"
            })
    void readsScalarsLikeTheCoreSchema(String text) {
        Object theirs = new Load(
                        LoadSettings.builder().setSchema(new CoreSchema()).build())
                .loadFromString("a: " + text + "\n");
        Object expected = ((Map<?, ?>) theirs).get("a");
        Object ours =
                ((Node.Scalar) Section.of(read("a: " + text + "\n")).node("a").orElseThrow()).value();
        if (expected instanceof Number number && Double.isFinite(number.doubleValue())) {
            assertInstanceOf(Number.class, ours);
            assertEquals(0, new BigDecimal(expected.toString()).compareTo(new BigDecimal(ours.toString())), text);
        } else {
            assertEquals(expected, ours);
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void knowsTheLineOfEveryValue() {
        Section root =
                Section.of(read("# comment\na:\n  b:\n\n    - x\n    - c: 1\n      d: |\n        long\n        text\n"
                        + "e:\nf: {g: 1,\n  h: 2}\n"));
        assertEquals(2, root.line("a"));
        assertEquals(3, root.line("a.b"));
        assertEquals(List.of(5, 6), root.items("a.b").stream().map(Node::line).toList());
        assertEquals(7, root.sections("a.b").get(0).line("d"));
        assertEquals("long\ntext\n", root.sections("a.b").get(0).text("d", ""));
        assertEquals(10, root.line("e"));
        assertEquals(12, root.line("f.h"));
    }

    @Test
    void takesAliasesAndNoMergeKeys() {
        Section root = Section.of(read("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n"));
        assertEquals(1, root.number("c.b", 0));
        assertEquals(0, root.number("d.b", 0));
        assertEquals(1, root.section("d.<<").number("b", 0));
    }

    @Test
    void refusesTagsAndSecondDocuments() {
        Section root = Section.of(read("a: !!int 5\nb: !secret x\nc: &x\n"));
        for (String key : List.of("a", "b", "c")) {
            assertInstanceOf(Node.Unresolved.class, root.node(key).orElseThrow(), "a mistake where it is looked at");
        }
        assertEquals(Optional.empty(), YamlReader.read("a: 1\n---\nb: 2\n", problems));
        assertEquals(2, problems.get(0).line());
        assertEquals(Optional.empty(), YamlReader.read("[".repeat(100) + "]".repeat(100), problems));
        assertTrue(problems.get(1).text().contains("nested too deeply"));
        assertEquals(Optional.empty(), YamlReader.read("? [a]\n: 1\n", problems));
        assertTrue(problems.get(2).text().contains("a key must be a text"));
    }

    private Node read(String yaml) {
        return YamlReader.read(yaml, problems).orElseThrow();
    }
}
