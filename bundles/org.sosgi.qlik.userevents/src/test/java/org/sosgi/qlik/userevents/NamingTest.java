package org.sosgi.qlik.userevents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.EventType;

/**
 * Which attributes name people. The engine replaces these for sinks that get pseudonyms, by these very names: who adds one here has to
 * tell it there, in PersonalTexts, and in its README.
 */
class NamingTest {

    private static List<String> naming(EventType type) {
        return type.attributes().stream()
                .map(Attribute::name)
                .filter(name -> name.contains("user") || name.equals("sessions") || name.contains("owner"))
                .toList();
    }

    @Test
    void theEngineKnowsThemAll() {
        assertEquals(List.of("user_directory", "user_id", "user_full"), naming(UserEventDecoder.TYPE));
    }
}
