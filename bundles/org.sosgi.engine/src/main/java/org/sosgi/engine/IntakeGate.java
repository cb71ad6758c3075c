package org.sosgi.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.sosgi.api.Emitter;
import org.sosgi.api.Event;
import org.sosgi.api.Intake;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;
import org.sosgi.journal.Journal;

/** Leads events through the processors into the journal, many in one append. */
final class IntakeGate implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeGate.class);

    /** Marks what may tell of people; org.sosgi.logging lets it pass only if it was told to. */
    private static final Marker PERSONAL = MarkerFactory.getMarker("PERSONAL");

    private static final int LARGEST_APPEND = 1024;

    /** So many characters of text an event may have: in UTF-8 they are less than the 16 MiB of the journal's largest record. */
    private static final long LARGEST_EVENT = 5L << 20;

    private final Journal journal;
    private final ProcessorChain chain;
    private final Throttle failures = new Throttle(TimeUnit.MINUTES.toNanos(1));
    private final Throttle tooLarge = new Throttle(TimeUnit.MINUTES.toNanos(1));

    private final LongAdder received = new LongAdder();
    private final LongAdder added = new LongAdder();
    private final LongAdder journalled = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    IntakeGate(Journal journal, ProcessorChain chain) {
        this.journal = journal;
        this.chain = chain;
    }

    @Override
    public Admission admit(Consumer<Emitter> source) {
        var pass = new Pass(chain.links());
        try {
            source.accept(pass);
        } finally {
            pass.finish();
        }
        return new Admission(pass.journalled, pass.filtered, pass.dropped);
    }

    @Override
    public Admission admitDurably(Consumer<Emitter> source) {
        Admission admission = admit(source);
        try {
            journal.sync();
            return admission;
        } catch (IOException e) {
            // They are in the journal and will be delivered, but the caller must not promise it.
            return new Admission(0, admission.filtered(), admission.dropped() + admission.journalled());
        }
    }

    /** One call's way through the chain; used by one thread. */
    private final class Pass implements Emitter {

        private final ProcessorChain.Link[] links;
        private final Emitter[] stages;
        private final long[] in;
        private final long[] out;
        private final List<Event> ready = new ArrayList<>();
        private long receivedHere;
        private long addedHere;
        private long readyEver;
        private long journalled;
        private long filtered;
        private long dropped;
        private boolean failed;

        Pass(ProcessorChain.Link[] links) {
            this.links = links;
            this.in = new long[links.length];
            this.out = new long[links.length];
            this.stages = new Emitter[links.length + 1];
            stages[links.length] = this::ready;
            for (int i = links.length - 1; i >= 0; i--) {
                int place = i;
                stages[i] = event -> process(place, event);
            }
        }

        @Override
        public void emit(Event event) {
            receivedHere++;
            long before = readyEver;
            failed = false;
            stages[0].emit(event);
            long results = readyEver - before;
            if (results > 1) {
                addedHere += results - 1;
            } else if (results == 0 && failed) {
                dropped++;
            } else if (results == 0) {
                filtered++;
            }
            if (ready.size() >= LARGEST_APPEND) {
                append();
            }
        }

        private void process(int place, Event event) {
            in[place]++;
            long before = place + 1 < links.length ? in[place + 1] : readyEver;
            try {
                links[place].processor.process(event, stages[place + 1]);
            } catch (RuntimeException e) {
                failed = true;
                links[place].failed.increment();
                long count = failures.due();
                if (count > 0) {
                    // The message stays out: it may quote the event.
                    LOG.warn(
                            "Processor {} failed, {} events dropped for it: {} at {}",
                            links[place].name,
                            count,
                            e.getClass().getName(),
                            e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
                    LOG.debug(PERSONAL, "How processor {} failed", links[place].name, e);
                }
            }
            out[place] += (place + 1 < links.length ? in[place + 1] : readyEver) - before;
        }

        private void ready(Event event) {
            if (textOf(event) > LARGEST_EVENT) {
                failed = true;
                long count = tooLarge.due();
                if (count > 0) {
                    LOG.warn(
                            "{} events of the type {} were dropped: more than {} characters of text",
                            count,
                            event.type().name(),
                            LARGEST_EVENT);
                }
                return;
            }
            readyEver++;
            ready.add(event);
        }

        private static long textOf(Event event) {
            long characters = 0;
            for (int i = 0; i < event.size(); i++) {
                if (event.value(i) instanceof String text) {
                    characters += text.length();
                }
            }
            return characters;
        }

        private void append() {
            Event[] events = ready.toArray(Event[]::new);
            ready.clear();
            if (journal.append(events)) {
                journalled += events.length;
            } else {
                dropped += events.length;
            }
        }

        void finish() {
            append();
            received.add(receivedHere);
            added.add(addedHere);
            IntakeGate.this.journalled.add(journalled);
            IntakeGate.this.filtered.add(filtered);
            IntakeGate.this.dropped.add(dropped);
            for (int i = 0; i < links.length; i++) {
                links[i].received.add(in[i]);
                links[i].emitted.add(out[i]);
            }
        }
    }

    Report report() {
        return new Report(
                "intake",
                "intake",
                State.OK,
                "",
                List.of(
                        Figure.counter("events_received", received.sum()),
                        Figure.counter("events_added", added.sum()),
                        Figure.counter("events_journalled", journalled.sum()),
                        Figure.counter("events_filtered", filtered.sum()),
                        Figure.counter("events_dropped", dropped.sum())));
    }
}
