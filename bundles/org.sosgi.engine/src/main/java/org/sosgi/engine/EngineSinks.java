package org.sosgi.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.sosgi.api.Sink;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters;
import org.sosgi.api.delivery.SinkState;
import org.sosgi.api.delivery.Sinks;
import org.sosgi.api.status.ErrorTracker;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.api.status.TrackedError;
import org.sosgi.journal.Journal;

/** Serves the sinks in the registry; there as long as the journal is. */
@Component(
        service = {Reporter.class, Sinks.class, DeadLetters.class},
        configurationPid = "org.sosgi.engine",
        immediate = true)
@Designate(ocd = EngineSinks.Config.class)
public final class EngineSinks implements Reporter, Sinks, DeadLetters {

    @ObjectClassDefinition(name = "SOSGi engine", description = "What is the same for all sinks")
    @interface Config {

        @AttributeDefinition(
                name = "Key for pseudonyms",
                type = AttributeType.PASSWORD,
                required = false,
                description =
                        "What sinks with sink.pseudonymise get is made with this: 16 characters or more. The same key"
                                + " gives the same pseudonyms. Without it: var/keys/pseudonym.key, made when first needed")
        String _pseudonym__key();
    }

    private final SinkSupervisor supervisor;
    private final Path keyFile;
    private final Bundle framework;
    private final StopBudget stopping = new StopBudget();

    /** Null while there is none. */
    private volatile ErrorTracker errors;

    @Activate
    public EngineSinks(BundleContext context, @Reference Journal journal, Config config) {
        String home = context.getProperty("sosgi.home");
        Path own = Path.of(home == null ? "" : home).toAbsolutePath().resolve("var");
        keyFile = own.resolve("keys").resolve("pseudonym.key");
        supervisor = new SinkSupervisor(journal, own.resolve("dead-letters"), this::track, key(config));
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    @Modified
    void modified(Config config) {
        supervisor.key(key(config));
    }

    private PseudonymKey key(Config config) {
        return new PseudonymKey(config._pseudonym__key(), keyFile);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSink(Sink sink, Map<String, ?> properties) {
        supervisor.add(sink, properties);
    }

    void updatedSink(Sink sink, Map<String, ?> properties) {
        supervisor.remove(sink, 0);
        supervisor.add(sink, properties);
    }

    void unbindSink(Sink sink) {
        if (framework != null && framework.getState() == Bundle.STOPPING) {
            supervisor.remove(sink, stopping.drainMillis(), stopping.writeMillis());
        } else {
            supervisor.remove(sink, 0);
        }
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setErrors(ErrorTracker tracker) {
        errors = tracker;
    }

    void unsetErrors(ErrorTracker tracker) {
        if (errors == tracker) {
            errors = null;
        }
    }

    private void track(TrackedError error) {
        ErrorTracker tracker = errors;
        if (tracker != null) {
            tracker.record(error);
        }
    }

    @Override
    public List<Report> reports() {
        return supervisor.reports();
    }

    @Override
    public List<SinkState> all() {
        return supervisor.sinks().all();
    }

    @Override
    public void pause(String sink) throws IOException {
        supervisor.sinks().pause(sink);
    }

    @Override
    public void resume(String sink) throws IOException {
        supervisor.sinks().resume(sink);
    }

    @Override
    public void forget(String sink) throws IOException {
        supervisor.sinks().forget(sink);
    }

    @Override
    public BackFill backFill(String sink, Instant from) throws IOException {
        return supervisor.sinks().backFill(sink, from);
    }

    @Override
    public Map<String, Long> counts() {
        return supervisor.deadLetters().counts();
    }

    @Override
    public Page list(String sink, long from, int limit) throws IOException {
        return supervisor.deadLetters().list(sink, from, limit);
    }

    @Override
    public Optional<DeadLetter> get(String sink, long number) throws IOException {
        return supervisor.deadLetters().get(sink, number);
    }

    @Override
    public long replay(String sink, Collection<Long> numbers) throws IOException {
        return supervisor.deadLetters().replay(sink, numbers);
    }

    @Override
    public long replayAll(String sink) throws IOException {
        return supervisor.deadLetters().replayAll(sink);
    }

    @Override
    public long drop(String sink, Collection<Long> numbers) throws IOException {
        return supervisor.deadLetters().drop(sink, numbers);
    }

    @Override
    public long dropAll(String sink) throws IOException {
        return supervisor.deadLetters().dropAll(sink);
    }

    @Deactivate
    void close() {
        supervisor.close();
    }
}
