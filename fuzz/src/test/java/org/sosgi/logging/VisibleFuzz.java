package org.sosgi.logging;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;
import org.sosgi.fuzz.Json;

/** Whatever a message has in it, it stays one line that a terminal only shows. */
class VisibleFuzz {

    @FuzzTest
    @DictionaryEntries({
        "\\x0A2026-01-01T00:00:00.000Z ERROR ",
        "\\x0D",
        "\\x1B[2J",
        "\\x1A .",
        "\\x1A\\x00\\x85",
        "\\\\"
    })
    void message(byte[] bytes) throws Exception {
        String text = new Cut(bytes).text();
        Budget.spend(() -> {
            var line = new StringBuilder();
            Visible.text(text, line);
            line.codePoints().forEach(c -> {
                if (Character.isISOControl(c) && c != '\t' || Character.getType(c) == Character.FORMAT || c == 0x2028) {
                    throw new AssertionError("not visible: " + Integer.toHexString(c));
                }
            });
            var json = new StringBuilder("{\"message\":");
            Visible.json(text, json);
            Json.texts(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
        });
    }
}
