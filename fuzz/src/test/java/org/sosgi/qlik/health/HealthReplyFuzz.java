package org.sosgi.qlik.health;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.sosgi.fuzz.Budget;

class HealthReplyFuzz {

    @FuzzTest
    @DictionaryEntries({
        "{\"mem\":{\"free\":",
        "\"apps\":{\"active_docs\":[\"",
        "\"started\":\"",
        "1e999",
        "\\ud83d",
        "\"mem.free\":"
    })
    void reply(byte[] body) throws Exception {
        Budget.spend(() -> {
            try {
                HealthReply reply = HealthReply.of(body);
                Uptime.text(reply.text("started"), Instant.EPOCH, ZoneOffset.UTC);
                HealthReply.Documents documents = reply.documents("apps.active_docs");
                if (documents != null) {
                    DocumentTexts.of(documents.ids(), id -> id);
                }
                Double free = reply.number("mem.free");
                if (free != null && !Double.isFinite(free)) {
                    throw new AssertionError("not finite: " + free);
                }
            } catch (IOException e) {
                // What it says when it is no reply.
            }
        });
    }
}
