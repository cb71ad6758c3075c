package org.sosgi.udp;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;
import org.sosgi.api.MalformedDatagramException;

/**
 * Decodes the datagrams of a slab, one behind the other, into the emitter it is given; can be interrupted between two datagrams and be
 * given another emitter to go on. For the intake's thread, used again for every slab.
 */
final class SlabRun implements Consumer<Emitter> {

    private static final Logger LOG = LoggerFactory.getLogger(SlabRun.class);

    private final String endpoint;
    private final DecoderTable decoders;
    private final Counters counters;
    private final Rejects rejects;
    private final DecodeErrors errors;
    private final Throttle failures = new Throttle(java.util.concurrent.TimeUnit.MINUTES.toNanos(1));

    private Slab slab;
    private int next;
    private int failed;
    private boolean held;
    private boolean begun;

    SlabRun(String endpoint, DecoderTable decoders, Counters counters, Rejects rejects, DecodeErrors errors) {
        this.endpoint = endpoint;
        this.decoders = decoders;
        this.counters = counters;
        this.rejects = rejects;
        this.errors = errors;
    }

    void start(Slab fresh) {
        slab = fresh;
        next = 0;
        failed = 0;
    }

    /** To be called before it is handed to the intake. */
    void ready() {
        held = false;
        begun = false;
    }

    /** Returns whether it was called since {@link #ready}. */
    boolean begun() {
        return begun;
    }

    /** Returns whether it stopped because the next datagram's decoder may come back soon. */
    boolean held() {
        return held;
    }

    /** Returns how many datagrams are not yet dealt with. */
    int left() {
        return slab.count() - next;
    }

    /** Returns at how many a decoder broke. */
    int failed() {
        return failed;
    }

    @Override
    public void accept(Emitter out) {
        begun = true;
        for (int count = slab.count(); next < count; next++) {
            Datagram datagram = slab.at(next);
            Decoder decoder = decoders.find(datagram);
            if (decoder == DecoderTable.HOLD) {
                held = true;
                return;
            }
            decode(decoder, datagram, out);
        }
    }

    private void decode(Decoder decoder, Datagram datagram, Emitter out) {
        if (decoder == null) {
            counters.unknown.increment();
            rejects.add(datagram, "no decoder for messages that begin like this");
            show(datagram, out);
            return;
        }
        try {
            decoder.decode(datagram, out);
        } catch (MalformedDatagramException e) {
            counters.malformed.increment();
            rejects.add(datagram, e.getMessage());
            show(datagram, out);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            // A plugin's bug must cost one datagram, not the endpoint. Its message may quote the datagram: not for the
            // log at warn.
            failed++;
            rejects.add(datagram, "the decoder failed: " + e.getClass().getName());
            errors.failed(e);
            tell(decoder, e);
        }
    }

    /** What witnesses do changes nothing about the datagram. */
    private void show(Datagram datagram, Emitter out) {
        for (Decoder witness : decoders.witnesses()) {
            try {
                witness.decode(datagram, out);
            } catch (MalformedDatagramException e) {
                // That is known.
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                tell(witness, e);
            }
        }
    }

    private void tell(Decoder decoder, Throwable failure) {
        long count = failures.pass();
        if (count > 0) {
            LOG.error(
                    "UDP endpoint {}: decoder {} failed on {} datagram(s) since last told: {}",
                    endpoint,
                    decoder.getClass().getName(),
                    count,
                    failure.getClass().getName());
            LOG.debug(Rejects.PERSONAL, "The failure", failure);
        }
    }
}
