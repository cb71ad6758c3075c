package org.sosgi.simulator.site;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.sosgi.simulator.model.Occurrence.Session;
import org.sosgi.simulator.model.Scene;
import org.sosgi.simulator.model.Site;

/** What an engine says of itself: the busier the hour and the more apps are open, the more it needs. */
record Health(
        Site.Server server,
        double committed,
        int cpu,
        int activeSessions,
        int sessions,
        List<String> active,
        List<String> loaded,
        List<String> inMemory,
        long activeUsers,
        long users,
        long calls,
        boolean saturated) {

    private static final double TOTAL_MEMORY = 32_768;
    private static final int SATURATED_CPU = 85;

    static Health of(Scene scene, Site.Server server, Site site, int node, Instant time) {
        List<Session> sessions = scene.sessionsOn(server);
        List<Session> working =
                sessions.stream().filter(session -> session.app() != null).toList();
        List<String> active =
                working.stream().map(session -> session.app().id()).distinct().toList();
        // Some apps stay loaded because they are opened so often, and now and then somebody works in an app of their
        // session only.
        List<String> loaded = distinct(active, resident(site, node, 4));
        List<String> inMemory = distinct(distinct(loaded, resident(site, node, 3)), sessionApps(sessions));
        var random = new SplittableRandom(31L * node + time.getEpochSecond());
        double usual = 28 * scene.level() + random.nextInt(-5, 6) + (scene.broken() ? 30 : 0);
        int cpu = (int) Math.max(1, Math.min(100, usual));
        double committed = 3_500 + 420.5 * inMemory.size() + 35.25 * sessions.size() + random.nextInt(400) / 4.0;
        return new Health(
                server,
                committed,
                cpu,
                working.size(),
                sessions.size(),
                active,
                distinct(loaded, sessionApps(working)),
                inMemory,
                users(working),
                users(sessions),
                scene.calls().getOrDefault(server, 0L),
                scene.broken() && cpu >= SATURATED_CPU);
    }

    private static List<String> resident(Site site, int node, int one) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < site.apps().size(); i++) {
            if ((i + node) % one == 0) {
                ids.add(site.apps().get(i).id());
            }
        }
        return ids;
    }

    private static List<String> sessionApps(List<Session> sessions) {
        return sessions.stream()
                .filter(session -> session.id().hashCode() % 5 == 0)
                .map(session -> "SessionApp_" + session.id())
                .toList();
    }

    private static List<String> distinct(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private static long users(List<Session> sessions) {
        return sessions.stream().map(Session::user).distinct().count();
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("version", server.engineVersion());
        out.writeStringField("started", server.started());
        out.writeObjectFieldStart("mem");
        out.writeNumberField("committed", committed);
        out.writeNumberField("allocated", committed * 1.25);
        out.writeNumberField("free", Math.max(512, TOTAL_MEMORY - committed));
        out.writeEndObject();
        out.writeObjectFieldStart("cpu");
        out.writeNumberField("total", cpu);
        out.writeEndObject();
        counts(out, "session", activeSessions, sessions);
        out.writeObjectFieldStart("apps");
        list(out, "active_docs", active);
        list(out, "loaded_docs", loaded);
        list(out, "in_memory_docs", inMemory);
        out.writeNumberField("calls", calls);
        out.writeNumberField("selections", calls / 9);
        out.writeEndObject();
        counts(out, "users", activeUsers, users);
        out.writeObjectFieldStart("cache");
        out.writeNumberField("hits", calls * 2);
        out.writeNumberField("lookups", calls * 3);
        out.writeNumberField("added", calls);
        out.writeNumberField("replaced", calls / 20);
        out.writeNumberField("bytes_added", calls * 81_920);
        out.writeEndObject();
        out.writeBooleanField("saturated", saturated);
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, long active, long total) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("active", active);
        out.writeNumberField("total", total);
        out.writeEndObject();
    }

    private static void list(JsonGenerator out, String name, List<String> ids) throws IOException {
        out.writeArrayFieldStart(name);
        for (String id : ids) {
            out.writeString(id);
        }
        out.writeEndArray();
    }
}
