package org.sosgi.qlik.health;

import java.util.function.UnaryOperator;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.qlik.SenseRequest.Origin;
import org.sosgi.qlik.health.HealthReply.Documents;

/** Tells the reply of a health check as an event. */
final class HealthEvents {

    static final EventType TYPE = EventType.of(
            "sense.health",
            Attribute.tag("host"),
            Attribute.tag("server_name"),
            Attribute.tag("server_description"),
            Attribute.text("version"),
            Attribute.text("started"),
            Attribute.text("uptime"),
            Attribute.decimal("mem_committed", "MBy"),
            Attribute.decimal("mem_allocated", "MBy"),
            Attribute.decimal("mem_free", "MBy"),
            Attribute.text("active_docs"),
            Attribute.text("active_docs_names"),
            Attribute.text("active_session_docs_names"),
            Attribute.text("loaded_docs"),
            Attribute.text("loaded_docs_names"),
            Attribute.text("loaded_session_docs_names"),
            Attribute.text("in_memory_docs"),
            Attribute.text("in_memory_docs_names"),
            Attribute.text("in_memory_session_docs_names"),
            Attribute.integer("active_docs_count", ""),
            Attribute.integer("loaded_docs_count", ""),
            Attribute.integer("in_memory_docs_count", ""),
            Attribute.decimal("calls", ""),
            Attribute.decimal("selections", ""),
            Attribute.decimal("cpu_total", "%"),
            Attribute.decimal("session_active", ""),
            Attribute.decimal("session_total", ""),
            Attribute.decimal("users_active", ""),
            Attribute.decimal("users_total", ""),
            Attribute.decimal("cache_hits", ""),
            Attribute.decimal("cache_lookups", ""),
            Attribute.decimal("cache_added", ""),
            Attribute.decimal("cache_replaced", ""),
            Attribute.decimal("cache_bytes_added", "By"),
            Attribute.flag("saturated"));

    private HealthEvents() {}

    /** @param nameOf the name of an app by its id, or the id */
    static Event of(Origin origin, long time, HealthReply reply, String uptime, UnaryOperator<String> nameOf) {
        Documents active = reply.documents("apps.active_docs");
        Documents loaded = reply.documents("apps.loaded_docs");
        Documents inMemory = reply.documents("apps.in_memory_docs");
        DocumentTexts activeTexts = texts(active, nameOf);
        DocumentTexts loadedTexts = texts(loaded, nameOf);
        DocumentTexts inMemoryTexts = texts(inMemory, nameOf);
        return Event.of(
                TYPE,
                time,
                origin.host(),
                origin.serverName(),
                origin.serverDescription(),
                reply.text("version"),
                reply.text("started"),
                uptime,
                reply.number("mem.committed"),
                reply.number("mem.allocated"),
                reply.number("mem.free"),
                activeTexts.ids(),
                activeTexts.names(),
                activeTexts.sessionIds(),
                loadedTexts.ids(),
                loadedTexts.names(),
                loadedTexts.sessionIds(),
                inMemoryTexts.ids(),
                inMemoryTexts.names(),
                inMemoryTexts.sessionIds(),
                count(active),
                count(loaded),
                count(inMemory),
                reply.number("apps.calls"),
                reply.number("apps.selections"),
                reply.number("cpu.total"),
                reply.number("session.active"),
                reply.number("session.total"),
                reply.number("users.active"),
                reply.number("users.total"),
                reply.number("cache.hits"),
                reply.number("cache.lookups"),
                reply.number("cache.added"),
                reply.number("cache.replaced"),
                reply.number("cache.bytes_added"),
                reply.flag("saturated"));
    }

    private static DocumentTexts texts(Documents documents, UnaryOperator<String> nameOf) {
        return documents == null ? DocumentTexts.NONE : DocumentTexts.of(documents.ids(), nameOf);
    }

    private static Long count(Documents documents) {
        return documents == null ? null : documents.count();
    }
}
