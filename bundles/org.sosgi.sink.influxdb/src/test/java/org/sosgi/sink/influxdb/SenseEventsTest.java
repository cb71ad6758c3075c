package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sosgi.sink.influxdb.Samples.line;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.sink.influxdb.Planner.Schema;

/** What the golden lines of polls do not show. */
class SenseEventsTest {

    private static final String T = " " + Samples.TIME;

    @Test
    void onlyListsThatWereAskedForAreFilled() {
        var layout = Layout.STANDARD.filling(new Layout.Documents(Set.of("loaded_docs"), true));
        String apps = measurement("apps", line(encoder(layout, Version.V1), health()));

        assertTrue(apps.contains("active_docs=\"\",active_docs_count=2i,active_docs_names=\"\""), apps);
        assertTrue(apps.contains(",loaded_docs=\"a1,b2\",loaded_docs_count=2i,"), apps);
        assertTrue(apps.contains(",loaded_docs_names=\"\\\"Say \\\"hi\\\", all\\\",\\\"b\\\\c\\\"\","), apps);
        assertTrue(apps.contains(",loaded_session_docs_names=\"\\\"SessionApp_1\\\"\""), apps);
    }

    @Test
    void idsCanBeFilledWithoutNames() {
        var layout = Layout.STANDARD.filling(new Layout.Documents(Layout.Documents.LISTS, false));
        String apps = measurement("apps", line(encoder(layout, Version.V3), health()));

        assertTrue(apps.contains("active_docs=\"a1,b2\",active_docs_count=2i,active_docs_names=\"\""), apps);
        assertTrue(apps.contains(",active_session_docs_names=\"\","), apps);
    }

    @Test
    void namesArePlainInTheNewerVersions() {
        var layout = Layout.STANDARD.filling(new Layout.Documents(Layout.Documents.LISTS, true));
        String apps = measurement("apps", line(encoder(layout, Version.V2), health()));

        assertTrue(apps.contains(",active_docs_names=\"Say \\\"hi\\\", all,b\\\\c\","), apps);
    }

    @Test
    void listThatIsNoneIsWrittenAsItIs() {
        var layout = Layout.STANDARD.filling(new Layout.Documents(Layout.Documents.LISTS, true));
        Event event = health().withValue(Polls.HEALTH.indexOf("active_docs"), "[\"a");

        String apps = measurement("apps", line(encoder(layout, Version.V1), event));
        assertTrue(apps.contains(" active_docs=\"[\\\"a\","), apps);
    }

    @ParameterizedTest
    @CsvSource({
        "3.9, 3i, 3u, 3i",
        "-0.5, 0i, 0u, 0i",
        "-7, -7i, 0u, 0i",
        "1e30, 9223372036854775807i, 9223372036854775807u, 9223372036854775807i",
        "-1e30, -9223372036854775808i, 0u, 0i"
    })
    void countsAreWholeAndNotNegativeWhereTheServerMindsIt(double value, String v1, String v2, String v3) {
        Event event = health().withValue(Polls.HEALTH.indexOf("users_active"), value);

        for (var expected :
                Map.of(Version.V1, v1, Version.V2, v2, Version.V3, v3).entrySet()) {
            String users = measurement("users", line(encoder(Layout.STANDARD, expected.getKey()), event));
            assertEquals(
                    " active=" + expected.getValue() + ",total=2",
                    users.substring(users.indexOf(" active")).split("[iu]" + T + "$")[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void whatTheReplyDoesNotHaveIsNotWritten(Version version) {
        Object[] values = new Object[Polls.HEALTH.attributes().size()];
        values[0] = "h";
        values[Polls.HEALTH.indexOf("cpu_total")] = 5.0;
        values[Polls.HEALTH.indexOf("mem_free")] = Double.POSITIVE_INFINITY;

        String total = version == Version.V2 ? "5" : "5i";
        assertEquals(
                "cpu,host=h total=" + total + T,
                line(encoder(Layout.STANDARD, version), Event.of(Polls.HEALTH, Samples.TIME, values)));
    }

    @Test
    void sessionsOfVersionTwoTellTheServerIfAskedTo() throws IOException {
        var layout = Layout.STANDARD.withSessionServerTags();
        Event event = session("s1");

        assertEquals(
                "user_session_details,host=127.0.0.1,serverLocation=Stockholm\\,\\ Sweden,server_description=Central\\ node,"
                        + "server_group=DEV,server_name=sense1,user_session_host=127.0.0.1:4243,user_session_id=s1,"
                        + "user_session_user_directory=LAB,user_session_user_id=goran,user_session_virtual_proxy=/hr "
                        + "session_id=\"s1\",user_directory=\"LAB\",user_id=\"goran\"" + T,
                line(encoder(layout, Version.V2), event));
        assertFalse(line(encoder(Layout.STANDARD, Version.V2), event).contains("server_"));
    }

    @Test
    void sessionsOfOneUserStayApartInTheLeanSchema() throws IOException {
        var encoder = new LineEncoder(new Planner(Catalogue.of(Layout.STANDARD), Version.V3, Schema.LEAN, false));

        assertTrue(line(encoder, session("s1")).contains(",user_session_id=s1,"));
    }

    /** Unlike log events; the original does not clean these. */
    @Test
    void namesOfServersAndUsersAreNotStripped() throws IOException {
        Event event = session("<s>").with(Attribute.tag("tag.zone"), "<a\\b>");
        String line = line(encoder(Layout.STANDARD, Version.V3), event);

        assertTrue(line.contains(",user_session_id=<s>,"), line);
        assertTrue(line.endsWith(T), line);
        assertTrue(line.contains(",zone=<a\\b> "), line);
    }

    @Test
    void pollsAreWrittenByTheirDeclaration() {
        EventType type = EventType.of(
                "sense.poll",
                Attribute.tag("service"),
                Attribute.tag("host"),
                Attribute.tag("virtual_proxy"),
                Attribute.integer("up", ""),
                Attribute.decimal("latency", "ms"),
                Attribute.integer("status", ""),
                Attribute.text("error"),
                Attribute.tag("tag.zone"));
        Event event = Event.of(type, Samples.TIME, "engine", "h", "", 0L, 12.25, null, "no answer", "z");

        assertEquals(
                "sense_poll,service=engine,host=h,zone=z error=\"no answer\",latency=12.25,up=0i" + T,
                line(encoder(Layout.STANDARD, Version.V1), event));
    }

    private static Event health() {
        String ids = "[\"a1\",\"b2\"]";
        String names = "[\"Say \\\"hi\\\", all\",\"b\\\\c\"]";
        Object[] values = new Object[Polls.HEALTH.attributes().size()];
        values[0] = "h";
        for (String list : List.of("active", "loaded", "in_memory")) {
            values[Polls.HEALTH.indexOf(list + "_docs")] = ids;
            values[Polls.HEALTH.indexOf(list + "_docs_names")] = names;
            values[Polls.HEALTH.indexOf(list + "_session_docs_names")] = "[\"SessionApp_1\"]";
            values[Polls.HEALTH.indexOf(list + "_docs_count")] = 2L;
        }
        values[Polls.HEALTH.indexOf("users_total")] = 2.0;
        return Event.of(Polls.HEALTH, Samples.TIME, values);
    }

    private static Event session(String id) throws IOException {
        String body = "[{\"SessionId\":\"" + id + "\",\"UserDirectory\":\"LAB\",\"UserId\":\"goran\"}]";
        return Polls.sessions("127.0.0.1", "/hr", body).get(1);
    }

    private static LineEncoder encoder(Layout layout, Version version) {
        return new LineEncoder(new Planner(Catalogue.of(layout), version, Schema.COMPATIBLE, false));
    }

    private static String measurement(String name, String lines) {
        return lines.lines().filter(line -> line.startsWith(name + ",")).collect(Collectors.joining("\n"));
    }
}
