package org.sosgi.simulator.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sosgi.simulator.model.Scene;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;

class InventedContentTest {

    private static final Instant NIGHT = Instant.parse("2026-11-24T00:00:00Z");
    private final Site site = new Site(7);
    private final Story story = new Story(site, 7, 5, ZoneOffset.UTC, NIGHT);
    private Instant now = NIGHT;
    private final Content content = Content.of(
            site,
            new Clock() {
                @Override
                public ZoneOffset getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            story::scene);

    @Test
    void aDayGoesUpAndDown() {
        double night = 0;
        double noon = 0;
        long before = 0;
        Set<Boolean> saturated = new HashSet<>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            now = NIGHT.plus(Duration.ofMinutes(minute));
            story.tellUntil(now);
            String health = content.health("127.0.0.1");
            double cpu = number(health, "\"cpu\":\\{\"total\":");
            night += minute < 4 * 60 ? cpu / 240 : 0;
            noon += minute >= 12 * 60 && minute < 16 * 60 ? cpu / 240 : 0;
            long calls = (long) number(health, "\"calls\":");
            assertTrue(calls >= before, "calls ran back");
            before = calls;
            saturated.add(health.contains("\"saturated\":true"));
        }
        assertTrue(night * 3 < noon, "night " + night + ", noon " + noon);
        assertTrue(before > 1_000, "calls " + before);
        assertEquals(Set.of(true, false), saturated);
    }

    @Test
    void tellsTheSessionsThereAre() {
        now = NIGHT.plus(Duration.ofHours(12));
        story.tellUntil(now);
        Scene scene = story.scene();
        Set<String> expected = new TreeSet<>();
        scene.sessionsOn(site.servers().get(1)).forEach(session -> expected.add(session.id()));
        assertFalse(expected.isEmpty());
        Set<String> told = new TreeSet<>();
        int count = 0;
        for (String prefix : new String[] {"-", "a", "b", "c"}) {
            var ids = Pattern.compile("\"SessionId\":\"([^\"]+)\"").matcher(content.sessions("127.0.0.2", prefix));
            while (ids.find()) {
                told.add(ids.group(1));
                count++;
            }
        }
        assertEquals(expected, told);
        assertEquals(told.size(), count, "a session belongs to one virtual proxy");
        assertTrue(content.health("127.0.0.2").contains("\"session\":{\"active\":"));
    }

    @Test
    void loadedAppsAreThoseOfTheRepositoryOrOfASession() {
        now = NIGHT.plus(Duration.ofHours(12));
        story.tellUntil(now);
        String apps = content.apps("127.0.0.1");
        site.apps().forEach(app -> assertTrue(apps.contains("\"id\":\"" + app.id() + "\",\"name\":\"" + app.name())));
        boolean session = false;
        for (int node = 1; node <= 3; node++) {
            String health = content.health("127.0.0." + node);
            Matcher lists = Pattern.compile("_docs\":\\[([^\\]]*)\\]").matcher(health);
            while (lists.find()) {
                for (String id : lists.group(1).replace("\"", "").split(",")) {
                    session |= id.startsWith("SessionApp_");
                    assertTrue(id.isEmpty() || id.startsWith("SessionApp_") || apps.contains(id), id);
                }
            }
        }
        assertTrue(session, "no app of a session is loaded");
    }

    private static double number(String json, String before) {
        Matcher matcher = Pattern.compile(before + "([-0-9.E]+)").matcher(json);
        assertTrue(matcher.find(), json);
        return Double.parseDouble(matcher.group(1));
    }
}
