package org.sosgi.process.tags;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;

/**
 * Adds an attribute {@code tag.NAME} for each tag to the events a filter chooses. Runs last, so that tags stand at
 * the end.
 */
@Component(
        configurationPid = "org.sosgi.process.tags",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=600")
@Designate(ocd = TagsProcessor.Config.class, factory = true)
public final class TagsProcessor implements Processor {

    @ObjectClassDefinition(name = "Processor: tags", description = "Adds fixed tags to chosen events")
    @interface Config {

        @AttributeDefinition(
                name = "Events",
                description =
                        "OSGi filter over type and the names of attributes, such as (type=log.*); empty: all events")
        String events() default "";

        @AttributeDefinition(name = "Tags", description = "name=value of each tag; the first equals sign parts them")
        String[] tags() default {};
    }

    /** What is asked for. Immutable, and replaced as a whole. */
    private record Addition(Filter events, List<Tag> tags) {

        static Addition read(String events, String... tags) {
            List<Tag> read = new ArrayList<>();
            for (int i = 0; i < tags.length; i++) {
                int equals = tags[i].indexOf('=');
                if (equals < 1) {
                    throw new IllegalArgumentException("tags[" + i + "] must be name=value");
                }
                read.add(Tag.of(tags[i].substring(0, equals), tags[i].substring(equals + 1)));
            }
            return new Addition(events.isBlank() ? null : filter(events.strip()), List.copyOf(read));
        }
    }

    private volatile Addition addition;

    /** @throws IllegalArgumentException if the filter or a tag cannot be read */
    @Activate
    public TagsProcessor(Config config) {
        this(config.events(), config.tags());
    }

    TagsProcessor(String events, String... tags) {
        addition = Addition.read(events, tags);
    }

    /** In place: no event may pass without its tags while others take their place. */
    @Modified
    void change(Config config) {
        addition = Addition.read(config.events(), config.tags());
    }

    private static Filter filter(String text) {
        try {
            return FrameworkUtil.createFilter(text);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(
                    "events must be an OSGi filter such as (type=log.*): " + e.getMessage(), e);
        }
    }

    @Override
    public void process(Event in, Emitter out) {
        Event event = in;
        Addition now = addition;
        if (now.events == null || now.events.matches(new Properties(in))) {
            for (Tag tag : now.tags) {
                event = event.with(tag.attribute(), tag.value());
            }
        }
        out.emit(event);
    }
}
