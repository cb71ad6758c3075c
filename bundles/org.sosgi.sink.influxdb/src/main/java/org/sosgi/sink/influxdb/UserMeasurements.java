package org.sosgi.sink.influxdb;

import static org.sosgi.sink.influxdb.FieldRule.natural;
import static org.sosgi.sink.influxdb.FieldRule.text;
import static org.sosgi.sink.influxdb.FieldRule.told;
import static org.sosgi.sink.influxdb.TagRule.tag;

import java.util.ArrayList;
import java.util.List;

/** What users do, by events and by sessions. */
final class UserMeasurements {

    private UserMeasurements() {}

    static Measurement user() {
        return Measurement.of(
                        "user_events",
                        List.of(
                                tag("host").strip(),
                                tag("command").named("event_action").strip(),
                                tag("user_full").named("userFull"),
                                tag("user_directory").named("userDirectory").strip(),
                                tag("user_id").named("userId").strip(),
                                tag("origin").strip(),
                                tag("appId").strip(),
                                tag("appName").strip(),
                                tag("uaBrowserName").strip(),
                                tag("uaBrowserMajorVersion").strip().anyNumber(),
                                tag("uaOsName").strip(),
                                tag("uaOsVersion").strip().anyNumber()),
                        List.of(
                                text("user_full").named("userFull", "userFull", "userFull_field"),
                                text("user_id").named("userId", "userId", "userId_field"),
                                text("appId")
                                        .named("appId", "appId_field", "appId_field")
                                        .ifAny(),
                                text("appName")
                                        .named("appName", "appName_field", "appName_field")
                                        .ifAny()))
                .requiring("host", "command", "user_directory", "user_id", "origin")
                .strippingAdded();
    }

    /** @param serverTags see {@link Layout#sessionServerTags} */
    static List<Measurement> sessions(boolean serverTags) {
        FieldRule users = told("user_list").named("session_user_id_list");
        return List.of(
                sessions(serverTags, "user_session_summary", List.of(), List.of(natural("session_count"), users)),
                sessions(
                        serverTags,
                        "user_session_list",
                        List.of(),
                        List.of(natural("session_count").named(null, "session_count", "session_count"), users)));
    }

    /** @param serverTags see {@link Layout#sessionServerTags} */
    static Measurement session(boolean serverTags) {
        return sessions(
                serverTags,
                "user_session_details",
                // The id of the session stays a tag in the lean schema, too: sessions of one user that were told of at
                // the same moment would else be one point.
                List.of(
                        tag("session_id").named("user_session_id"),
                        tag("user_directory").named("user_session_user_directory"),
                        tag("user_id").named("user_session_user_id")),
                List.of(told("session_id"), told("user_directory"), told("user_id")));
    }

    private static Measurement sessions(boolean serverTags, String name, List<TagRule> own, List<FieldRule> fields) {
        List<TagRule> tags = new ArrayList<>(List.of(
                tag("virtual_proxy").named("user_session_virtual_proxy"),
                tag("session_host").named("user_session_host")));
        tags.addAll(own);
        return Measurement.of(name, List.of(tag("host"), tag("server_name"), tag("server_description")), fields)
                .ending(tags, new Each<>(false, !serverTags, false));
    }
}
