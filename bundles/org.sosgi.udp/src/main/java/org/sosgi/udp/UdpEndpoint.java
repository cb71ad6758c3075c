package org.sosgi.udp;

import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.sosgi.api.Decoder;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Listener;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/**
 * A UDP endpoint. Decoders and the engine come and go while its socket stays open; only a change of its own configuration opens a new
 * one.
 */
@Component(
        configurationPid = UdpEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {Reporter.class, Listener.class, RejectsSource.class})
@Designate(ocd = UdpEndpoint.Config.class, factory = true)
public final class UdpEndpoint implements Reporter, Listener, RejectsSource {

    static final String PID = "org.sosgi.udp";

    private final String pid;
    private final Settings settings;
    private final Endpoint endpoint;

    @Activate
    public UdpEndpoint(Config config, Map<String, Object> properties) {
        pid = properties.get(Constants.SERVICE_PID) instanceof String name ? name : PID;
        settings = Settings.of(config);
        endpoint = new Endpoint(settings, () -> Transports.choose(settings.transport()), SocketLoop.RETRY);
    }

    @Activate
    void start() {
        endpoint.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        endpoint.stop();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setIntake(Intake intake) throws InterruptedException {
        endpoint.intake.set(intake);
    }

    void unsetIntake(Intake intake) throws InterruptedException {
        endpoint.intake.clear(intake);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setErrors(ErrorTracker tracker) {
        endpoint.errors.set(tracker);
    }

    void unsetErrors(ErrorTracker tracker) {
        endpoint.errors.clear(tracker);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDecoder(Decoder decoder, Map<String, Object> properties) {
        if (!settings.endpoint().equals(properties.get(Decoder.ENDPOINT))) {
            return;
        }
        if (Boolean.TRUE.equals(properties.get(Decoder.WITNESS))) {
            endpoint.decoders.addWitness(decoder);
        } else {
            int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
            endpoint.decoders.add(decoder, prefixes(properties.get(Decoder.PREFIX)), ranking);
        }
    }

    void updatedDecoder(Decoder decoder, Map<String, Object> properties) {
        endpoint.decoders.remove(decoder);
        addDecoder(decoder, properties);
    }

    void removeDecoder(Decoder decoder) {
        endpoint.decoders.remove(decoder);
    }

    private static List<String> prefixes(Object property) {
        if (property instanceof String[] several) {
            return List.of(several);
        }
        return property instanceof String one ? List.of(one) : List.of();
    }

    @Override
    public List<Report> reports() {
        return List.of(endpoint.report());
    }

    @Override
    public List<Door> doors() {
        return endpoint.door(pid).stream().toList();
    }

    @Override
    public String endpoint() {
        return settings.endpoint();
    }

    @Override
    public List<Rejects.Reject> rejects() {
        return endpoint.rejects.list();
    }

    /** The settings of one endpoint; an underscore in a name is written double here, as the rules of OSGi want it. */
    @ObjectClassDefinition(
            name = "SOSGi UDP endpoint",
            description = "Receives datagrams and hands them to the decoders that are registered for this endpoint.")
    @interface Config {

        @AttributeDefinition(
                name = "Endpoint",
                description = "The name decoders refer to: log, user, or one of your own.")
        String endpoint();

        @AttributeDefinition(
                name = "Host",
                description = "Address or host name to listen on; 0.0.0.0 for all IPv4 addresses, :: for all.")
        String host() default "127.0.0.1";

        @AttributeDefinition(
                name = "Port",
                description = "UDP port; 0 takes any that is free.",
                min = "0",
                max = "65535")
        int port();

        @AttributeDefinition(
                name = "Receive buffer",
                description = "Bytes to ask the kernel for. What it granted is reported as receive_buffer_bytes.",
                min = "1")
        int receive__buffer() default 33_554_432;

        @AttributeDefinition(
                name = "Largest datagram",
                description = "Bytes; larger ones are dropped and counted.",
                min = "1",
                max = "65507")
        int max__datagram() default 65_507;

        @AttributeDefinition(
                name = "Queue length",
                description = "Datagrams that may wait; more are dropped and counted.",
                min = "1")
        int queue__events() default 1_000_000;

        @AttributeDefinition(
                name = "Queue size",
                description = "Bytes of memory for what waits: slabs of 64 KiB, and 32 for each datagram.",
                min = "131072")
        long queue__bytes() default 67_108_864;

        @AttributeDefinition(
                name = "Backpressure threshold",
                description = "Percent of the queue from which the endpoint is degraded.",
                min = "1",
                max = "100")
        int backpressure__threshold() default 80;

        @AttributeDefinition(
                name = "Rate limit",
                description = "Datagrams a minute, more are dropped and counted; 0 for no limit.",
                min = "0")
        int rate__limit() default 0;

        @AttributeDefinition(
                name = "Source validation",
                description = "Take datagrams of the allowed sources only. With an empty list nothing is taken.")
        boolean source__validation() default false;

        @AttributeDefinition(
                name = "Allowed sources",
                description =
                        "IPv4 or IPv6 addresses, networks such as 10.1.0.0/16, host names (resolved every minute).")
        String[] allowed__sources() default {};

        @AttributeDefinition(
                name = "Fail open",
                description = "Take datagrams of all sources while not one allowed source can be read and resolved.")
        boolean allow__list__fail__open() default false;

        @AttributeDefinition(
                name = "Rate limit per source",
                description = "Datagrams a second of each source, more are dropped and counted; 0 for no limit.",
                min = "0",
                max = "1000000")
        int rate__limit__per__source() default 0;

        @AttributeDefinition(
                name = "Sources at once",
                description =
                        "For how many sources at most the rate of each is limited; new ones beyond share a limit.",
                min = "1",
                max = "1000000")
        int max__sources() default 10_000;

        @AttributeDefinition(
                name = "Queue metrics interval",
                description = "Milliseconds between two agent.queue events, 1000 or more; 0 for none.",
                min = "0")
        long queue__metrics__interval() default 0;

        @AttributeDefinition(
                name = "Transport",
                description = "How to read the socket.",
                options = {
                    @Option(label = "best", value = "auto"),
                    @Option(label = "JDK", value = "nio"),
                    @Option(label = "Netty epoll (Linux)", value = "epoll")
                })
        String transport() default "auto";
    }
}
