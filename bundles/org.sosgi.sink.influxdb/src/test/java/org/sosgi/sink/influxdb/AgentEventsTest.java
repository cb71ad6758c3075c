package org.sosgi.sink.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sosgi.sink.influxdb.Samples.encoder;
import static org.sosgi.sink.influxdb.Samples.line;

import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** What the agent tells of itself, in the forms of Butler SOS. */
class AgentEventsTest {

    private static final String T = " " + Samples.TIME;

    private static final EventType EVENT_COUNT = EventType.of(
            "agent.event_count",
            Attribute.tag("event_type"),
            Attribute.tag("source"),
            Attribute.tag("host"),
            Attribute.tag("subsystem"),
            Attribute.integer("counter", ""),
            Attribute.tag("tag.qs_env"));

    private static final EventType REJECTED_COUNT = EventType.of(
            "agent.rejected_count",
            Attribute.tag("source"),
            Attribute.tag("app_id"),
            Attribute.tag("method"),
            Attribute.tag("object_type"),
            Attribute.tag("app_name_set"),
            Attribute.tag("app_name"),
            Attribute.integer("counter", ""),
            Attribute.decimal("process_time", "ms"),
            Attribute.tag("tag.qs_env"));

    @Test
    void memory() {
        EventType type = EventType.of(
                "agent.memory",
                Attribute.tag("instance"),
                Attribute.tag("version"),
                Attribute.decimal("heap_used", "MBy"),
                Attribute.decimal("heap_total", "MBy"),
                Attribute.decimal("external", "MBy"),
                Attribute.decimal("process_memory", "MBy"),
                Attribute.integer("uptime", "ms"));
        Event event = Event.of(type, Samples.TIME, "DEV", "0.1.0", 12.25, 64.0, 1.5, 180.07, 60_000L);

        for (Version version : Version.values()) {
            assertEquals(
                    "butlersos_memory_usage,butler_sos_instance=DEV,version=0.1.0"
                            + " external=1.5,heap_total=64,heap_used=12.25,process_memory=180.07" + T,
                    line(encoder(version), event));
        }
    }

    @Test
    void eventCount() {
        Event event = Event.of(EVENT_COUNT, Samples.TIME, "log", "qseow-proxy", "srv-a", "Proxy.Core.X", 3L, "<dev\\>");

        assertEquals(
                "event_count,event_type=log,source=qseow-proxy,host=srv-a,subsystem=Proxy.Core.X,qs_env=<dev\\> counter=3"
                        + T,
                line(encoder(Version.V1), event));
        for (Version version : new Version[] {Version.V2, Version.V3}) {
            assertEquals(
                    "event_count,event_type=log,host=srv-a,qs_env=<dev\\>,source=qseow-proxy,subsystem=Proxy.Core.X"
                            + " counter=3i" + T,
                    line(encoder(version), event));
        }
    }

    @Test
    void rejectedCount() {
        Event named = Event.of(
                REJECTED_COUNT,
                Samples.TIME,
                "qseow-qix-perf",
                "d7cf16f9",
                "Global::OpenApp",
                "<Unknown>",
                "true",
                "Budget 2025",
                2L,
                12.5,
                "dev");
        Event unnamed = named.withValue(REJECTED_COUNT.indexOf("app_name"), null)
                .withValue(REJECTED_COUNT.indexOf("app_name_set"), "false");

        assertEquals(
                "rejected_event_count,source=qseow-qix-perf,app_id=d7cf16f9,method=Global::OpenApp,object_type=<Unknown>,"
                        + "app_name_set=true,app_name=Budget\\ 2025,qs_env=dev counter=2,process_time=12.5" + T,
                line(encoder(Version.V1), named));
        assertEquals(
                "rejected_event_count,app_id=d7cf16f9,app_name_set=false,method=Global::OpenApp,object_type=<Unknown>,"
                        + "qs_env=dev,source=qseow-qix-perf counter=2i,process_time=12.5" + T,
                line(encoder(Version.V3), unnamed));
    }

    @Test
    void everythingThatAnErrorCanTell() {
        Event event = Polls.error("INFLUXDB_V1_WRITE", "", "", null, "connection_refused")
                .withValue(Polls.ERROR.indexOf("remote_address"), "127.0.0.1")
                .withValue(Polls.ERROR.indexOf("syscall"), "connect")
                .withValue(Polls.ERROR.indexOf("remote_port"), 8086L);

        assertEquals(
                "butler_sos_errors,error_type=INFLUXDB_V1_WRITE error_category=\"connection_refused\",error_count=1,"
                        + "remote_address=\"127.0.0.1\",remote_port=8086,syscall=\"connect\"" + T,
                line(encoder(Version.V1), event));
        assertEquals(
                "butler_sos_errors,error_type=INFLUXDB_V1_WRITE error_category=\"connection_refused\",error_count=1i,"
                        + "remote_address=\"127.0.0.1\",remote_port=8086i,syscall=\"connect\"" + T,
                line(encoder(Version.V2), event));
    }

    @Test
    void measurementsHaveTheNamesThatWereChosen() {
        var layout = new Layout("uq", "lq", "counts", "rejected", "errors", Layout.STANDARD.documents(), false);
        var encoder = new LineEncoder(new Planner(Catalogue.of(layout), Version.V2, Planner.Schema.COMPATIBLE, false));

        assertEquals(
                "counts,event_type=log counter=1i" + T,
                line(encoder, Event.of(EVENT_COUNT, Samples.TIME, "log", "", "", "", 1L, "")));
        assertEquals(
                "rejected,source=qseow-engine counter=1i" + T,
                line(
                        encoder,
                        Event.of(
                                REJECTED_COUNT,
                                Samples.TIME,
                                "qseow-engine",
                                null,
                                null,
                                null,
                                null,
                                null,
                                1L,
                                null,
                                null)));
        assertEquals(
                "errors,error_type=X error_category=\"unknown\",error_count=1i" + T,
                line(encoder, Polls.error("X", "", null, null, "unknown")));
    }
}
