package org.sosgi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.Emitter;
import org.sosgi.api.Intake;
import org.sosgi.api.Processor;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;
import org.sosgi.journal.Journal;

/** The way in, as a service; there as long as the journal is. */
@Component(
        service = {Intake.class, Reporter.class},
        immediate = true)
public final class EngineIntake implements Intake, Reporter {

    private final ProcessorChain chain = new ProcessorChain();
    private final IntakeGate gate;

    @Activate
    public EngineIntake(@Reference Journal journal) {
        gate = new IntakeGate(journal, chain);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindProcessor(Processor processor, Map<String, ?> properties) {
        chain.add(processor, properties);
    }

    void updatedProcessor(Processor processor, Map<String, ?> properties) {
        chain.add(processor, properties);
    }

    void unbindProcessor(Processor processor) {
        chain.remove(processor);
    }

    @Override
    public Admission admit(Consumer<Emitter> source) {
        return gate.admit(source);
    }

    @Override
    public Admission admitDurably(Consumer<Emitter> source) {
        return gate.admitDurably(source);
    }

    @Override
    public List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        reports.add(gate.report());
        reports.addAll(chain.reports());
        return reports;
    }
}
