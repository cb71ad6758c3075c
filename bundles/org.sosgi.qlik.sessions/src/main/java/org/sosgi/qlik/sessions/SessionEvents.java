package org.sosgi.qlik.sessions;

import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.qlik.SenseRequest.Origin;

/** Tells the sessions of a virtual proxy as events: one of all of them, and one of each. */
final class SessionEvents {

    static final EventType ALL = EventType.of(
            "sense.sessions",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("session_host"),
            Attribute.integer("session_count", ""),
            Attribute.text("user_list"),
            Attribute.text("sessions"));

    static final EventType ONE = EventType.of(
            "sense.session",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.tag("virtual_proxy"),
            Attribute.tag("session_host"),
            Attribute.text("session_id"),
            Attribute.text("user_directory"),
            Attribute.text("user_id"));

    private SessionEvents() {}

    static Event all(Origin origin, String sessionHost, long time, SessionsReply reply) {
        return Event.of(
                ALL,
                time,
                origin.host(),
                origin.serverName(),
                origin.serverDescription(),
                origin.virtualProxy(),
                sessionHost,
                (long) reply.sessions().size(),
                reply.userList(),
                reply.text());
    }

    static Event one(Origin origin, String sessionHost, long time, Session session) {
        return Event.of(
                ONE,
                time,
                origin.host(),
                origin.serverName(),
                origin.serverDescription(),
                origin.virtualProxy(),
                sessionHost,
                session.id(),
                session.directory(),
                session.userId());
    }
}
