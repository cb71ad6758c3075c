package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sosgi.setup.appender.Destination;
import org.sosgi.simulator.log4net.LogDatagram;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;

class SimulationTest {

    private static final Instant MORNING = Instant.parse("2026-11-24T08:00:00Z");
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String COMPACT = "\\d{8}T\\d{6}\\.\\d{3}[+-]\\d{4}";
    private static final String HEAD = "\\d+;" + COMPACT
            + ";\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3};(INFO|WARN|ERROR);[^;]+;[^;]+;LAB\\\\qlikservice;";
    private static final String DECIMAL = "\\d+(\\.\\d+)?";

    /** One pattern per kind, after the field tables of the log appenders. */
    private static final Map<String, Pattern> FORMATS = Map.of(
            "/qseow-engine/",
            Pattern.compile(HEAD + "[^;]+;" + UUID + ";LAB;\\w+;" + COMPACT + ";" + UUID + ";[\\d.]+;" + COMPACT
                    + ";\\w+;" + UUID + ";(" + UUID + ")?"),
            "/qseow-proxy/",
            Pattern.compile(HEAD + "[^;]+;[^;]*;LAB;\\w+;[^;]+;\\d+;[^;]+;[^;]+"),
            "/qseow-repository/",
            Pattern.compile(HEAD + "[^;]+;[^;]*;LAB;\\w+;[^;]+;\\d+;[^;]+;[^;]+"),
            "/qseow-scheduler/",
            Pattern.compile(HEAD + "[^;]+;[^;]*;;;[^;]+\\\\[^;]+;[^;]+;[^;]+;" + UUID + ";" + UUID + ";" + UUID),
            "/qseow-qix-perf/",
            Pattern.compile(
                    HEAD + UUID + ";LAB;\\w+;" + COMPACT + ";" + UUID + ";" + UUID + ";\\d+;\\w+::\\w+;" + DECIMAL + ";"
                            + DECIMAL + ";" + DECIMAL + ";" + DECIMAL + ";" + DECIMAL + ";\\d+;\\w+;\\d+;\\d+;[\\w-]+"),
            "/qseow-proxy-session/",
            Pattern.compile("[^;]+;(Start|Stop) session;LAB;\\w+;AppAccess;/app/;.+"),
            "/qseow-proxy-connection/",
            Pattern.compile("[^;]+;(Open|Close) connection;LAB;\\w+;AppAccess;/app/" + UUID + ";.+"));

    @Test
    void sameSeedAndClockGiveTheSameEvents() {
        assertEquals(run(7, 20, Duration.ofMinutes(5)), run(7, 20, Duration.ofMinutes(5)));
        assertNotEquals(run(7, 20, Duration.ofMinutes(5)), run(8, 20, Duration.ofMinutes(5)));
    }

    @Test
    void everyMessageHasTheFormOfItsSource() {
        Set<String> kinds = new HashSet<>();
        for (LogDatagram message : run(3, 20, Duration.ofHours(1))) {
            int end = message.text().indexOf(';');
            String kind = message.text().substring(0, end);
            kinds.add(kind);
            assertTrue(FORMATS.containsKey(kind), message::text);
            assertTrue(
                    FORMATS.get(kind).matcher(message.text().substring(end + 1)).matches(), message::text);
            assertEquals(kind.contains("-proxy-") ? 9997 : 9996, message.port());
            assertEquals("agent.lab", message.host());
        }
        assertEquals(FORMATS.keySet(), kinds);
    }

    @Test
    void appsOfEventsAreThoseOfTheSite() {
        Set<String> ids = new HashSet<>();
        new Site(3).apps().forEach(app -> ids.add(app.id()));
        long known = run(3, 20, Duration.ofMinutes(10)).stream()
                .filter(message -> message.text().startsWith("/qseow-qix-perf/"))
                .peek(message -> assertTrue(ids.contains(message.text().split(";")[13]), message::text))
                .count();
        assertTrue(known > 1_000);
    }

    @Test
    void keepsItsRateOnTheAverageOfADayAndIsQuietAtNight() {
        int[] perHour = new int[24];
        var simulation = simulation(1, 5, ZoneOffset.UTC);
        Instant end = MORNING.plus(Duration.ofDays(1));
        for (Instant time = MORNING; time.isBefore(end); time = time.plusNanos(simulation.nanosToNext(time))) {
            perHour[time.atZone(ZoneOffset.UTC).getHour()]++;
        }
        int total = java.util.Arrays.stream(perHour).sum();
        assertEquals(5 * 24 * 3_600, total, 5 * 24 * 3_600 * 0.05);
        assertTrue(perHour[2] * 5 < perHour[14], () -> java.util.Arrays.toString(perHour));
    }

    @Test
    void mostOfItIsWorkAndSomeOfItTrouble() {
        var messages = run(3, 20, Duration.ofHours(2));
        double work = share(messages, "/qseow-qix-perf/");
        double users = share(messages, "/qseow-proxy-session/") + share(messages, "/qseow-proxy-connection/");
        assertTrue(work > 0.6 && work < 0.9, "work " + work);
        assertTrue(users > 0.05 && users < 0.2, "users " + users);
    }

    private static double share(List<LogDatagram> messages, String prefix) {
        return messages.stream()
                        .filter(message -> message.text().startsWith(prefix))
                        .count()
                / (double) messages.size();
    }

    @Test
    void sessionsAreInOrder() {
        Map<String, String> last = new HashMap<>();
        for (LogDatagram message : run(11, 20, Duration.ofHours(1))) {
            if (message.text().startsWith("/qseow-proxy-connection/")) {
                String session = message.text().replaceAll(".*for session '([^']+)'.*", "$1");
                String command = message.text().split(";")[2];
                String previous = last.put(session, command);
                assertNotEquals(previous, command, message::text);
                assertTrue(previous != null || command.equals("Open connection"), message::text);
            }
        }
        assertTrue(last.size() > 20);
    }

    private static Simulation simulation(long seed, double rate, ZoneId zone) {
        var site = new Site(seed);
        var logs = new SiteLogs(site, new Destination("agent.lab", 9996, 9997), zone);
        return new Simulation(new Story(site, seed, rate, zone, MORNING), logs);
    }

    private static List<LogDatagram> run(long seed, double rate, Duration duration) {
        var simulation = simulation(seed, rate, ZoneId.of("Europe/Stockholm"));
        List<LogDatagram> messages = new ArrayList<>();
        Instant end = MORNING.plus(duration);
        for (Instant time = MORNING; time.isBefore(end); time = time.plusNanos(simulation.nanosToNext(time))) {
            messages.addAll(simulation.next(time));
        }
        return messages;
    }
}
