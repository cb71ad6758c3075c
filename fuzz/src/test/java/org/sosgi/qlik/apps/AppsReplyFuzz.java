package org.sosgi.qlik.apps;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.Map;
import org.sosgi.fuzz.Budget;

class AppsReplyFuzz {

    private static final int MOST_APPS = 20;
    private static final int MOST_CHARACTERS = 500;

    @FuzzTest
    @DictionaryEntries({"[{\"id\":\"", "\",\"name\":\"", "\"},{\"", "\"}]", "[[[[[[", "null"})
    void reply(byte[] body) throws Exception {
        Budget.spend(() -> {
            try {
                Map<String, String> names = AppsReply.names(body, MOST_APPS, MOST_CHARACTERS);
                int characters = names.entrySet().stream()
                        .mapToInt(app -> app.getKey().length() + app.getValue().length())
                        .sum();
                if (names.size() > MOST_APPS || characters > MOST_CHARACTERS) {
                    throw new AssertionError(names.size() + " apps with " + characters + " characters");
                }
            } catch (IOException e) {
                // What it says when it is no reply.
            }
        });
    }
}
