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
    @DictionaryEntries({"2026-01-01T00:00:00.000Z ERROR ", "\u001b[2J", "\u001a .", "\\"})
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
