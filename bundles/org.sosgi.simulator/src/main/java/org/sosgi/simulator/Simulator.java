package org.sosgi.simulator;

import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.qlik.AppNames;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;

/** Plays a Sense site that sends its events to this agent, and knows the names of its apps. For demonstrations only. */
@Component(
        configurationPid = "org.sosgi.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = Simulator.Config.class)
public final class Simulator implements AppNames {

    private static final int MOST = 10_000;

    private final Site site;
    private final Sender sender;

    /** Settings; see the README. Two underscores here are one in the setting's name; one would be a dot. */
    @ObjectClassDefinition(
            name = "SOSGi simulator",
            description = "Plays a Sense site that sends events to this agent.")
    public @interface Config {

        @AttributeDefinition(name = "Host", description = "Where the agent's endpoints are.")
        String host() default "127.0.0.1";

        @AttributeDefinition(name = "Log port", description = "UDP port for log events.", min = "1", max = "65535")
        int log__port() default 9996;

        @AttributeDefinition(name = "User port", description = "UDP port for user events.", min = "1", max = "65535")
        int user__port() default 9997;

        @AttributeDefinition(
                name = "Rate",
                description = "Events a second on the average of a day, more than 0, 10,000 at most.")
        double rate() default 20;

        @AttributeDefinition(name = "Seed", description = "The same seed makes the same site and the same events.")
        long seed() default 1;
    }

    /** @throws IllegalArgumentException if a setting is out of its range */
    @Activate
    public Simulator(Config config) {
        this(config, Clock.systemDefaultZone());
    }

    Simulator(Config config, Clock clock) {
        double rate = config.rate();
        if (!(rate > 0 && rate <= MOST)) {
            throw new IllegalArgumentException("rate is " + rate + "; it must be more than 0 and at most " + MOST);
        }
        site = new Site(config.seed());
        var story = new Story(site, config.seed(), rate, clock.getZone(), clock.instant());
        var simulation = new Simulation(story, clock.getZone());
        sender = new Sender(
                simulation,
                clock,
                config.host(),
                port("log_port", config.log__port()),
                port("user_port", config.user__port()));
        sender.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        sender.stop();
    }

    @Override
    public Optional<String> nameOf(String appId) {
        return Optional.empty();
    }

    private static int port(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + "; it must be 1 to 65535");
        }
        return port;
    }
}
