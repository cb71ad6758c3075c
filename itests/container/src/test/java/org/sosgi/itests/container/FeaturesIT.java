package org.sosgi.itests.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.options;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import javax.inject.Inject;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;
import org.sosgi.api.Processor;
import org.sosgi.api.Sink;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/** The shipped features in a framework: everything resolves, starts, and finds each other through the service registry. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FeaturesIT {

    @Inject
    private BundleContext context;

    @Inject
    private ConfigurationAdmin configurations;

    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private Intake intake;

    private static final int START_LEVEL = 30;

    @Configuration
    public Option[] configuration() throws Exception {
        Path distribution = Path.of(System.getProperty("sosgi.distribution")).normalize();
        Path home = Path.of(System.getProperty("sosgi.test.home"));
        Files.createDirectories(home.resolve("etc"));
        return options(
                frameworkStartLevel(START_LEVEL),
                junitBundles(),
                composite(Shipped.features(distribution, home).toArray(Option[]::new)));
    }

    @Test
    public void everyBundleIsActiveThatIsNotKeptForLater() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                // Above the framework's level lies what another bundle starts when it is needed; it must resolve all
                // the same.
                boolean later = bundle.adapt(BundleStartLevel.class).getStartLevel() > START_LEVEL;
                assertEquals(
                        bundle.toString(),
                        later ? Bundle.RESOLVED : Bundle.ACTIVE,
                        later && bundle.getState() == Bundle.INSTALLED && resolves(bundle)
                                ? Bundle.RESOLVED
                                : bundle.getState());
            }
        }
    }

    private boolean resolves(Bundle bundle) {
        return context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
    }

    @Test
    public void noComponentFailedToActivate() {
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO component : components.getComponentConfigurationDTOs(description)) {
                assertTrue(description.name + ": " + component.failure, component.failure == null);
            }
        }
    }

    @Test
    public void aDatagramReachesASinkThatCameLater() throws Exception {
        int port = freePort();
        configure("org.sosgi.qlik.logevents.proxy", null, "enabled", "true");
        configure("org.sosgi.udp", "log", "endpoint", "log", "host", "127.0.0.1", "port", port);
        await("the endpoint to listen", () -> report("endpoint", "log").state() == Report.State.OK);
        List<Event> taken = Collections.synchronizedList(new ArrayList<>());
        var registration = context.registerService(
                Sink.class,
                batch -> taken.addAll(batch.events()),
                properties(Sink.NAME, "test", Sink.FILTER, "(type=log.proxy)"));
        try {
            send(
                    port,
                    "/qseow-proxy/;15;20260914T102451.123+0200;2026-09-14 10:24:51,123;WARN;srv;Sub;LAB\\svc;Hello;;"
                            + "LAB;anna;Check;500;AppAccess;/qrs");
            await("the event", () -> !taken.isEmpty());
            assertEquals("Hello", taken.get(0).text("message"));
            assertEquals(15L, taken.get(0).value("log_row"));
            send(port, "nothing we know");
            await("the other to be counted", () -> figure("endpoint", "log", "messages_received") == 2);
        } finally {
            registration.unregister();
        }
        await("the sink to be told as gone", () -> report("sink", "test").state() == Report.State.STOPPED);
    }

    @Test
    public void aProcessorWorksFromItsRegistrationToItsEnd() {
        Processor none = (in, out) -> {};
        var registration = context.registerService(
                Processor.class, none, properties(Processor.NAME, "none", Constants.SERVICE_RANKING, 5000));
        Event event = Event.of(org.sosgi.api.EventType.of("test"), 1);
        assertEquals(new Intake.Admission(0, 1, 0), intake.admit(out -> out.emit(event)));
        registration.unregister();
        assertEquals(1, intake.admit(out -> out.emit(event)).journalled());
    }

    @Test
    public void theFileSinkComesAndGoesWithItsConfiguration() throws Exception {
        Path file = Path.of(context.getProperty("sosgi.home")).resolve("var/events.jsonl");
        Files.deleteIfExists(file);
        var configuration = configure("org.sosgi.sink.file", "test", "path", "var/events.jsonl", Sink.START, "latest");
        await("the sink", () -> report("sink", "org.sosgi.sink.file~test").state() == Report.State.OK);
        intake.admit(out -> out.emit(Event.of(org.sosgi.api.EventType.of("test"), 1)));
        await("a line", () -> Files.exists(file) && Files.readString(file).contains("\"type\":\"test\""));
        configuration.delete();
        await("it to be gone", () -> report("sink", "org.sosgi.sink.file~test").state() == Report.State.STOPPED);
    }

    private org.osgi.service.cm.Configuration configure(String pid, String name, Object... pairs) throws IOException {
        var configuration = name == null
                ? configurations.getConfiguration(pid, "?")
                : configurations.getFactoryConfiguration(pid, name, "?");
        configuration.update(properties(pairs));
        return configuration;
    }

    private static Hashtable<String, Object> properties(Object... pairs) {
        var properties = new Hashtable<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private Report report(String kind, String name) throws InvalidSyntaxException {
        for (ServiceReference<Reporter> reference : context.getServiceReferences(Reporter.class, null)) {
            Reporter reporter = context.getService(reference);
            for (Report report : reporter == null ? List.<Report>of() : reporter.reports()) {
                if (report.kind().equals(kind) && report.name().equals(name)) {
                    return report;
                }
            }
        }
        return new Report(kind, name, Report.State.FAILED, "not there", List.of());
    }

    private long figure(String kind, String name, String figure) throws InvalidSyntaxException {
        return report(kind, name).figure(figure);
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    private static void send(int port, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (var socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertTrue("not within 30 s: " + what, System.nanoTime() < until);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
