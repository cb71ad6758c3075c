package org.sosgi.simulator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.command.Command;
import org.sosgi.setup.appender.Destination;
import org.sosgi.simulator.model.Site;
import org.sosgi.simulator.model.Story;
import org.sosgi.simulator.site.Service;

/** Plays a Sense site that sends its events to this agent and answers when it is asked. For demonstrations only. */
@Component(
        configurationPid = "org.sosgi.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Command.NAME + "=simulate",
        immediate = true)
@Designate(ocd = Simulator.Config.class)
public final class Simulator implements Command {

    private static final int MOST = 10_000;

    private final Sender sender;
    private final HttpsSite https;
    private final Command command;

    /** Settings; see the README. Two underscores here are one in the setting's name; one would be a dot. */
    @ObjectClassDefinition(
            name = "SOSGi simulator",
            description = "Plays a Sense site that sends events to this agent and answers its questions.")
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

        @AttributeDefinition(
                name = "Nodes",
                description =
                        "Addresses of this machine on which the nodes answer: 127.0.0.1 and others that begin with 127.")
        String[] nodes() default {"127.0.0.1", "127.0.0.2", "127.0.0.3"};

        @AttributeDefinition(name = "Engine port", description = "HTTPS; 0 for a free one.", min = "0", max = "65535")
        int engine__port() default 4747;

        @AttributeDefinition(name = "Proxy port", description = "HTTPS; 0 for a free one.", min = "0", max = "65535")
        int proxy__port() default 4243;

        @AttributeDefinition(
                name = "Repository port",
                description = "HTTPS; 0 for a free one.",
                min = "0",
                max = "65535")
        int repository__port() default 4242;

        @AttributeDefinition(
                name = "Certificates",
                description =
                        "Folder for the certificates of site and client, made at first start; relative to the agent's home.")
        String certificates() default "var/demo-cert";
    }

    /** @throws IllegalArgumentException if a setting is out of its range */
    @Activate
    public Simulator(Config config, BundleContext context) {
        this(config, Path.of(String.valueOf(context.getProperty("sosgi.home"))), Clock.systemDefaultZone());
    }

    Simulator(Config config, Path home, Clock clock) {
        double rate = config.rate();
        if (!(rate > 0 && rate <= MOST)) {
            throw new IllegalArgumentException("rate is " + rate + "; it must be more than 0 and at most " + MOST);
        }
        List<String> nodes = List.of(config.nodes());
        if (nodes.isEmpty() || !nodes.stream().allMatch(node -> node.matches("127(\\.\\d{1,3}){3}"))) {
            throw new IllegalArgumentException("nodes is " + nodes + "; it must be addresses that begin with 127.");
        }
        var agent = new Destination(config.host(), config.log__port(), config.user__port());
        var site = new Site(config.seed());
        var story = new Story(site, config.seed(), rate, clock.getZone(), clock.instant());
        sender = new Sender(new Simulation(story, new SiteLogs(site, agent, clock.getZone())), clock);
        Map<Service, Integer> ports = Map.of(
                Service.ENGINE, port("engine_port", config.engine__port()),
                Service.PROXY, port("proxy_port", config.proxy__port()),
                Service.REPOSITORY, port("repository_port", config.repository__port()));
        https = new HttpsSite(home.resolve(config.certificates()), nodes, ports, site, clock, story::scene);
        command = new SimulateCommand(https);
        sender.start();
        https.begin();
    }

    @Deactivate
    void stop() throws InterruptedException {
        sender.stop();
        https.end();
    }

    @Override
    public String usage() {
        return command.usage();
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) throws Exception {
        return command.run(arguments, out);
    }

    HttpsSite https() {
        return https;
    }

    private static int port(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + "; it must be 0 to 65535");
        }
        return port;
    }
}
