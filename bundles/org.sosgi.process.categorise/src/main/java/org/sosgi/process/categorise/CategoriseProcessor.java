package org.sosgi.process.categorise;

import java.util.ArrayList;
import java.util.List;
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
import org.sosgi.process.categorise.Rulebook.Verdict;

/** Adds an attribute {@code category.NAME} per category to log events, or drops them, as the rules say. */
@Component(
        configurationPid = "org.sosgi.process.categorise",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=700")
@Designate(ocd = CategoriseProcessor.Config.class)
public final class CategoriseProcessor implements Processor {

    /** Two underscores in a name stand for one in the property's. */
    @ObjectClassDefinition(
            name = "Processor: categories",
            description = "Adds categories to log events after rules on level and message, or drops them")
    @interface Config {

        @AttributeDefinition(
                name = "Rules",
                description = "One rule each, as JSON: {\"logLevel\":[\"warn\"],\"action\":\"categorise\",\"category\":"
                        + "[{\"name\":\"a\",\"value\":\"b\"}],\"filter\":[{\"type\":\"sw\",\"value\":\"text\"}]}")
        String[] rules() default {};

        @AttributeDefinition(
                name = "Default categories",
                description = "name=value of each category of an event that no rule takes; empty: none")
        String[] default__categories() default {};

        @AttributeDefinition(
                name = "Drop keeps the event",
                description = "On: what a drop rule takes is handed on without categories, as Butler SOS does")
        boolean drop__keeps__event() default false;
    }

    /** What is asked for. Immutable, and replaced as a whole. */
    private record Policy(Rulebook rules, List<Category> defaults, boolean dropKeepsEvent) {

        static Policy read(List<String> rules, List<String> defaults, boolean dropKeepsEvent) {
            var read = new ArrayList<Rule>();
            for (int i = 0; i < rules.size(); i++) {
                read.add(RuleText.read(rules.get(i), "rules[" + i + ']'));
            }
            var categories = new ArrayList<Category>();
            for (int i = 0; i < defaults.size(); i++) {
                categories.add(RuleText.category(defaults.get(i), "default_categories[" + i + ']'));
            }
            return new Policy(new Rulebook(read), List.copyOf(categories), dropKeepsEvent);
        }
    }

    private volatile Policy policy;

    /** @throws IllegalArgumentException if a rule cannot be read; the message says which and why */
    @Activate
    public CategoriseProcessor(Config config) {
        this(List.of(config.rules()), List.of(config.default__categories()), config.drop__keeps__event());
    }

    CategoriseProcessor(List<String> rules, List<String> defaults, boolean dropKeepsEvent) {
        policy = Policy.read(rules, defaults, dropKeepsEvent);
    }

    /** In place: no event may pass without its categories while one rulebook takes the place of another. */
    @Modified
    void change(Config config) {
        policy = Policy.read(
                List.of(config.rules()), List.of(config.default__categories()), config.drop__keeps__event());
    }

    @Override
    public void process(Event in, Emitter out) {
        if (!in.type().name().startsWith("log.")) {
            out.emit(in);
            return;
        }
        // Entries of the performance log have no message; for the rules that is an empty one.
        Policy now = policy;
        Verdict verdict = now.rules.judge(in.text("level"), in.text("message"));
        if (verdict.dropped() && !now.dropKeepsEvent) {
            return;
        }
        Event event = in;
        for (Category category : verdict.taken() ? verdict.categories() : now.defaults) {
            event = event.with(category.attribute(), category.value());
        }
        out.emit(event);
    }
}
