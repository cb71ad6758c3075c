package org.sosgi.simulator.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.sosgi.simulator.model.Occurrence.Session;
import org.sosgi.simulator.model.Scene;
import org.sosgi.simulator.model.Site;

/** Tells the scene of an invented site as its services do. */
final class InventedContent implements Content {

    static final double RATE = 20;
    static final Duration BEFORE = Duration.ofMinutes(5);

    private static final JsonFactory JSON = new JsonFactory();
    private static final int PLACES = 8;

    private final Site site;
    private final Clock clock;
    private final Supplier<Scene> scene;

    InventedContent(Site site, Clock clock, Supplier<Scene> scene) {
        this.site = site;
        this.clock = clock;
        this.scene = scene;
    }

    @Override
    public String health(String address) {
        int node = node(address);
        var health = Health.of(scene.get(), server(node), site, node, clock.instant());
        return write(health::write);
    }

    @Override
    public String sessions(String address, String virtualProxy) {
        List<Session> sessions = scene.get().sessionsOn(server(node(address)));
        return write(out -> {
            out.writeStartArray();
            for (Session session : sessions) {
                if (belongs(session, virtualProxy)) {
                    out.writeStartObject();
                    out.writeStringField("UserDirectory", Site.DIRECTORY);
                    out.writeStringField("UserId", session.user().id());
                    out.writeArrayFieldStart("Attributes");
                    out.writeEndArray();
                    out.writeStringField("SessionId", session.id());
                    out.writeEndObject();
                }
            }
            out.writeEndArray();
        });
    }

    @Override
    public String apps(String address) {
        return write(out -> {
            out.writeStartArray();
            for (Site.App app : site.apps()) {
                out.writeStartObject();
                out.writeStringField("id", app.id());
                out.writeStringField("name", app.name());
                out.writeStringField("description", "");
                out.writeBooleanField("published", true);
                out.writeStringField("savedInProductVersion", "14.187.8");
                out.writeStringField("availabilityStatus", "None");
                out.writeNullField("privileges");
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private Site.Server server(int node) {
        return site.servers().get(node % site.servers().size());
    }

    /** 127.0.0.1 is the first node, 127.0.0.2 the second … */
    private static int node(String address) {
        int last = 0;
        for (String part : address.split("[.:]")) {
            last = (last * 256 + number(part)) & 0xFFFF;
        }
        return Math.max(0, last - 1);
    }

    private static int number(String part) {
        return part.matches("\\d{1,3}") ? Integer.parseInt(part) : part.hashCode() & 0xFF;
    }

    /** Most sessions came in without a prefix; each of the others belongs to one virtual proxy, always the same. */
    private static boolean belongs(Session session, String virtualProxy) {
        int place = Math.floorMod(session.id().hashCode(), PLACES);
        int others = 3;
        return virtualProxy.equals("-") ? place >= others : place == Math.floorMod(virtualProxy.hashCode(), others);
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static String write(Writing writing) {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
