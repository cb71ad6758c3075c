package org.sosgi.process.tags;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/** Adds to what was fetched from a Sense server the tags of that server, as attributes {@code tag.NAME}. */
@Component(
        configurationPid = "org.sosgi.process.tags.servers",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=650")
@Designate(ocd = ServerTagsProcessor.Config.class)
public final class ServerTagsProcessor implements Processor {

    @ObjectClassDefinition(
            name = "Processor: server tags",
            description = "Adds tags to the events of Sense servers, each server's own")
    @interface Config {

        @AttributeDefinition(
                name = "Servers",
                description = "One server each, as JSON: {\"host\":\"sense1.example.com\",\"name\":\"sense1\","
                        + "\"tags\":{\"server_group\":\"DEV\"}}; host without port")
        String[] servers() default {};
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServerTagsProcessor.class);
    private static final String TYPES = "sense.";

    /** By host and name. */
    private volatile Map<String, Map<String, List<Tag>>> tags;

    /** @throws IllegalArgumentException if an entry cannot be read */
    @Activate
    public ServerTagsProcessor(Config config) {
        this(config.servers());
    }

    ServerTagsProcessor(String... servers) {
        tags = read(servers);
    }

    /** In place: no event may pass without its tags while others take their place. */
    @Modified
    void change(Config config) {
        tags = read(config.servers());
    }

    private static Map<String, Map<String, List<Tag>>> read(String... servers) {
        Map<String, Map<String, List<Tag>>> tags = new HashMap<>();
        for (int i = 0; i < servers.length; i++) {
            ServerTags server = ServerTags.of("servers[" + i + "]", servers[i]);
            List<Tag> earlier = tags.computeIfAbsent(server.host(), host -> new HashMap<>())
                    .putIfAbsent(server.name(), server.tags());
            if (earlier != null && !earlier.equals(server.tags())) {
                LOG.error("servers[{}] is ignored: one before it has the same host and name, but other tags", i);
            }
        }
        return tags;
    }

    @Override
    public void process(Event in, Emitter out) {
        Event event = in;
        if (in.type().name().startsWith(TYPES)) {
            for (Tag tag :
                    tags.getOrDefault(in.text("host"), Map.of()).getOrDefault(in.text("server_name"), List.of())) {
                event = event.with(tag.attribute(), tag.value());
            }
        }
        out.emit(event);
    }
}
