package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is in the file, the check comes to an end and tells a line of it. */
final class AnyTextTest {

    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        ",",
        "&a ",
        "*a",
        "!!int ",
        "|",
        ">",
        "'",
        "\"",
        "%",
        "@",
        "`",
        "#",
        "\n",
        "\t",
        "  ",
        "${env:",
        "${file:/",
        "? ",
        "<<: ",
        "null",
        "1e999",
        ".inf",
        "\u2028",
        "\u202e",
        "---\n",
        "...\n"
    };

    @Test
    void damagedFilesAreCheckedToTheEnd() {
        for (int seed = 0; seed < 300; seed++) {
            String yaml = damaged(BrokenFileTest.GOOD, new Random(seed));
            var checked = Yaml.check(yaml);
            long lines = yaml.lines().count() + 1;
            String where = "seed " + seed;
            for (Problem problem : checked.problems()) {
                assertTrue(problem.line() >= 1 && problem.line() <= lines, where);
                assertFalse(problem.in("f").chars().anyMatch(c -> c < ' ' || c == 0x2028 || c == 0x202e), where);
            }
            if (checked.usable()) {
                checked.configurations();
            }
        }
    }

    @Test
    void partsThatAreNotCheckedDoNoHarmEither() {
        for (int seed = 0; seed < 300; seed++) {
            var root = YamlReader.read(damaged(BrokenFileTest.GOOD, new Random(seed)), new ArrayList<>());
            root.ifPresent(node -> Translator.translate(Section.of(node).section("Butler-SOS")));
        }
    }

    private static String damaged(String yaml, Random random) {
        var text = new StringBuilder(yaml);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() - 20);
            text.delete(at, at + random.nextInt(3));
            text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
