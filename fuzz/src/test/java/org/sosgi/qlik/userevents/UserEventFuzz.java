package org.sosgi.qlik.userevents;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Decoding;

class UserEventFuzz {

    private static final int LONGEST_TEXT = 1000;

    private final UserEventDecoder decoder = new UserEventDecoder();

    @FuzzTest
    @DictionaryEntries({"/qseow-proxy-connection/;", "/qseow-proxy-session/;", ";;;;;;;", "UserAgent:", "/app/", "\\"})
    void datagram(byte[] bytes) throws Exception {
        Decoding.of(decoder, bytes, LONGEST_TEXT);
    }

    /** The expressions behind it must not run away with a text that no browser ever sent. */
    @FuzzTest
    @DictionaryEntries({"Mozilla/5.0", "AppleWebKit/", "(KHTML, like Gecko)", "Version/", "Windows NT ", "Opera ", " ("
    })
    void userAgent(byte[] bytes) throws Exception {
        String text = Texts.cut(Texts.clean(new String(bytes, StandardCharsets.UTF_8), LONGEST_TEXT), LONGEST_TEXT);
        Budget.spend(() -> {
            UserAgent agent = UserAgent.of(text);
            if (!agent.major().chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new AssertionError("major version " + agent.major());
            }
        });
    }
}
