package org.sosgi.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Event;
import org.sosgi.api.MalformedDatagramException;
import org.sosgi.qlik.logevents.EngineDecoder;
import org.sosgi.qlik.logevents.ProxyDecoder;
import org.sosgi.qlik.logevents.QixPerfDecoder;
import org.sosgi.qlik.logevents.RepositoryDecoder;
import org.sosgi.qlik.logevents.SchedulerDecoder;
import org.sosgi.qlik.userevents.UserEventDecoder;
import org.sosgi.setup.appender.Destination;
import org.sosgi.simulator.log4net.LogDatagram;
import org.sosgi.simulator.log4net.LogLine;
import org.sosgi.simulator.log4net.SenseTime;
import org.sosgi.simulator.model.Occurrence;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;

/** Both ends against each other: what a service logs, by way of the appender files, is what the agent's decoders read. */
class DecodedTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private static final Map<String, Decoder> DECODERS = Map.of(
            "qseow-engine", new EngineDecoder(),
            "qseow-proxy", new ProxyDecoder(),
            "qseow-repository", new RepositoryDecoder(),
            "qseow-scheduler", new SchedulerDecoder(),
            "qseow-qix-perf", new QixPerfDecoder(),
            "qseow-proxy-session", new UserEventDecoder(),
            "qseow-proxy-connection", new UserEventDecoder());

    /** Which attribute a property of a log line becomes; of two with the same name, that of the other service. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("ProxySessionId", "proxy_session_id"),
            Map.entry("ActiveUserDirectory", "user_directory"),
            Map.entry("ActiveUserId", "user_id"),
            Map.entry("EngineTimestamp", "engine_ts"),
            Map.entry("ProcessId", "process_id"),
            Map.entry("Exe Version", "engine_exe_version"),
            Map.entry("Server Started", "server_started"),
            Map.entry("Entry Type", "entry_type"),
            Map.entry("SessionId", "session_id"),
            Map.entry("AppId", "app_id"),
            Map.entry("DocId", "app_id"),
            Map.entry("RequestId", "request_id"),
            Map.entry("Method", "method"),
            Map.entry("ProcessTime", "process_time"),
            Map.entry("WorkTime", "work_time"),
            Map.entry("LockTime", "lock_time"),
            Map.entry("ValidateTime", "validate_time"),
            Map.entry("TraverseTime", "traverse_time"),
            Map.entry("Handle", "handle"),
            Map.entry("ObjectId", "object_id"),
            Map.entry("NetRAM", "net_ram"),
            Map.entry("PeakRAM", "peak_ram"),
            Map.entry("ObjectType", "object_type"),
            Map.entry("Command", "command"),
            Map.entry("Result", "result_code"),
            Map.entry("Origin", "origin"),
            Map.entry("Context", "context"),
            Map.entry("User", "user_full"),
            Map.entry("TaskName", "task_name"),
            Map.entry("AppName", "app_name"),
            Map.entry("TaskId", "task_id"),
            Map.entry("ExecutionId", "execution_id"));

    private final Site site = new Site(5);
    private final SiteLogs logs = new SiteLogs(site, new Destination("127.0.0.1", 9996, 9997), ZONE);
    private final LogLines lines = new LogLines(ZONE);
    private final Map<String, Long> rows = new HashMap<>();
    private final Set<String> firsts = new HashSet<>();
    private boolean begunAnew;

    @Test
    void whatWasLoggedIsWhatIsDecoded() throws Exception {
        var story = new Story(site, 5, 20, ZONE, START);
        var sources = new TreeSet<String>();
        Instant time = START;
        for (int i = 0; i < 50_000; i++) {
            time = time.plusMillis(50);
            Occurrence occurrence = story.next(time);
            List<LogDatagram> datagrams = logs.tell(occurrence, time);
            assertEquals(1, datagrams.size(), occurrence::toString);
            String text = datagrams.get(0).text();
            String source = text.substring(1, text.indexOf('/', 1));
            sources.add(source);
            LogLines.Entry entry = lines.of(occurrence, time);
            Event event = decode(DECODERS.get(source), text);
            if (event.type().name().equals("user")) {
                compareUser(source, entry, event);
            } else {
                compareLog(source, entry, event);
            }
        }
        assertEquals(new TreeSet<>(DECODERS.keySet()), sources);
        assertTrue(begunAnew, "no row number came so far that it began anew");
    }

    private void compareLog(String source, LogLines.Entry entry, Event event) {
        LogLine line = entry.line();
        String host = entry.server().name();
        assertEquals(source, event.text("source"));
        long row = rows.merge(source + " " + host, 1L, (before, one) -> before == 9_999 ? 1 : before + 1);
        begunAnew |= row == 1 && !firsts.add(source + " " + host);
        assertEquals(row, event.value("log_row"));
        assertEquals(SenseTime.compact(line.time(), ZONE), event.text("ts_iso"));
        assertEquals(SenseTime.local(line.time(), ZONE), event.text("ts_local"));
        assertEquals(line.level().name(), event.text("level"));
        assertEquals(host, event.text("host"));
        assertEquals(line.logger(), event.text("subsystem"));
        assertEquals("LAB\\qlikservice", event.text("windows_user"));
        assertEquals(line.message(), event.text("message"));
        assertEquals(encoded(line.exception()), event.text("exception_message"));
        boolean scheduler = source.equals("qseow-scheduler");
        line.properties().forEach((name, value) -> {
            if (!scheduler || !name.startsWith("User")) {
                compare(attribute(name), value, event);
            }
        });
        String user =
                scheduler ? line.properties().get("User") : event.text("user_directory") + "\\" + event.text("user_id");
        assertEquals(user, event.text("user_full"));
    }

    private static void compareUser(String source, LogLines.Entry entry, Event event) {
        LogLine line = entry.line();
        assertEquals(source, event.text("messageType"));
        assertEquals(entry.server().name(), event.text("host"));
        assertEquals(line.message(), event.text("message"));
        line.properties().forEach((name, value) -> compare(attribute(name), value, event));
        String app = line.properties().get("Context").substring("/app/".length());
        assertEquals(app, event.text("appId"));
        assertEquals(line.message().contains("UserAgent"), event.value("uaBrowserName") != null);
    }

    private static String attribute(String property) {
        return switch (property) {
            case "UserDirectory" -> "user_directory";
            case "UserId" -> "user_id";
            default -> ATTRIBUTES.get(property);
        };
    }

    private static void compare(String attribute, String sent, Event event) {
        Object read = event.value(attribute);
        if (read instanceof Number number) {
            assertEquals(Double.parseDouble(sent), number.doubleValue(), attribute);
        } else {
            assertEquals(sent, read, attribute);
        }
    }

    private static String encoded(String text) {
        return text.replace('\r', '\u21B5').replace('\n', '\u2193').replace('\t', '\u2192');
    }

    private static Event decode(Decoder decoder, String text) throws MalformedDatagramException {
        List<Event> events = new ArrayList<>();
        decoder.decode(new Sent(text.getBytes(StandardCharsets.UTF_8)), events::add);
        assertEquals(1, events.size(), text);
        return events.get(0);
    }

    private record Sent(byte[] array) implements Datagram {

        @Override
        public int offset() {
            return 0;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long time() {
            return 1;
        }

        @Override
        public InetAddress source() {
            return InetAddress.getLoopbackAddress();
        }
    }
}
