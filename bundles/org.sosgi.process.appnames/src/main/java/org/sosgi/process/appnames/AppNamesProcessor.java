package org.sosgi.process.appnames;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Processor;
import org.sosgi.api.qlik.AppNames;

/**
 * Fills in {@code appName} of user events and {@code app_name} of the performance log. Runs before all that look at
 * names.
 */
@Component(
        configurationPid = "org.sosgi.process.appnames",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=1000")
@Designate(ocd = AppNamesProcessor.Config.class)
public final class AppNamesProcessor implements Processor {

    /** Two underscores in a name stand for one in the property's. */
    @ObjectClassDefinition(
            name = "Processor: app names",
            description = "Fills the names of apps into events that tell only their ids, as far as the names are known")
    @interface Config {

        @AttributeDefinition(name = "User events", description = "Whether to fill in appName of user events")
        boolean user__events() default true;

        @AttributeDefinition(
                name = "Performance log",
                description = "Whether to fill in app_name of the engine's performance log")
        boolean qix__perf() default false;
    }

    private static final String UNKNOWN = "<unknown app name>";
    private static final int PERFORMANCE_LIMIT = 200;

    private final boolean userEvents;
    private final boolean performanceLog;

    /** Such a service may come and go at any time. Without one no name is known. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile AppNames names;

    @Activate
    public AppNamesProcessor(Config config) {
        this(config.user__events(), config.qix__perf(), null);
    }

    AppNamesProcessor(boolean userEvents, boolean performanceLog, AppNames names) {
        this.userEvents = userEvents;
        this.performanceLog = performanceLog;
        this.names = names;
    }

    @Override
    public void process(Event in, Emitter out) {
        String type = in.type().name();
        if (userEvents && type.equals("user")) {
            out.emit(named(in, "appId", "appName", UNKNOWN, Integer.MAX_VALUE));
        } else if (performanceLog && type.equals("log.qix-perf")) {
            out.emit(named(in, "app_id", "app_name", "", PERFORMANCE_LIMIT));
        } else {
            out.emit(in);
        }
    }

    private Event named(Event event, String idAttribute, String nameAttribute, String unknown, int limit) {
        String id = event.text(idAttribute);
        int place = event.type().indexOf(nameAttribute);
        if (id.isEmpty() || place < 0) {
            return event;
        }
        AppNames known = names;
        String name = known == null ? unknown : known.nameOf(id).orElse(unknown);
        return event.withValue(place, limit < Integer.MAX_VALUE ? clean(name, limit) : name);
    }

    /** Returns the name without control characters, and of that the first {@code limit} UTF-16 units. */
    private static String clean(String name, int limit) {
        boolean fine = name.length() <= limit;
        for (int i = 0; i < name.length() && fine; i++) {
            fine = !isControl(name.charAt(i));
        }
        if (fine) {
            return name;
        }
        var kept = new StringBuilder();
        for (int i = 0; i < name.length() && kept.length() < limit; i++) {
            char c = name.charAt(i);
            if (!isControl(c)) {
                kept.append(c);
            }
        }
        int last = kept.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(kept.charAt(last))) {
            // Half a character cannot be written as UTF-8; this is what the original sends for it.
            kept.setCharAt(last, '\uFFFD');
        }
        return kept.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }
}
