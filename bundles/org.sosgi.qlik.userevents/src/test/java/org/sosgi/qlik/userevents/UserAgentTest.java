package org.sosgi.qlik.userevents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserAgentTest {

    static Stream<List<String>> known() throws IOException {
        try (var in = UserAgentTest.class.getResourceAsStream("/user-agents.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> List.of(line.split("\t", -1)));
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void knowsWhatBowserKnows(List<String> row) {
        UserAgent agent = UserAgent.of(row.get(0));
        assertEquals(
                row.subList(1, 6),
                List.of(agent.browser(), agent.version(), agent.major(), agent.system(), agent.systemVersion()));
    }

    @Property
    void whateverIsSentGivesAnAnswer(@ForAll @StringLength(max = 300) String text) {
        UserAgent agent = UserAgent.of(text);
        assertTrue(agent.version().length() <= text.length());
        assertTrue(agent.systemVersion().length() <= text.length());
    }

    @Test
    void whatWasSeenLatelyIsRememberedAndNoMore() {
        var agents = new UserAgents();
        UserAgent first = agents.of("Wget/1.21.3 (linux-gnu)");
        assertSame(first, agents.of("Wget/1.21.3 (linux-gnu)"));
        for (int i = 0; i < 5000; i++) {
            agents.of("Wget/1." + i + " (linux-gnu)");
            if (i % 100 == 0) {
                assertSame(first, agents.of("Wget/1.21.3 (linux-gnu)"));
            }
        }
        assertTrue(agents.remembered() <= 1000, () -> agents.remembered() + " remembered");
    }
}
