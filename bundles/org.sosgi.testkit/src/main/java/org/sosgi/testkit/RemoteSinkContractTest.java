package org.sosgi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Sink;

/** What a sink owes, moreover, whose destination is a server: one that can hang, be slow, and refuse an event for what it says. */
public abstract class RemoteSinkContractTest extends SinkContractTest {

    /** Makes the destination take requests and not answer, until {@link #up}. */
    protected abstract void hang() throws Exception;

    /** Makes the destination answer each request only after about 100 ms, until {@link #up}. */
    protected abstract void slow() throws Exception;

    /** Makes the destination refuse any request with the event of that number in it, until {@link #up}. */
    protected abstract void refuse(long number) throws Exception;

    @Test
    void givesUpAWriteThatIsInterruptedAndDeliversLater() throws Exception {
        hang();
        Sink sink = open();
        attach(sink, Sink.DEADLINE, 300);
        append(0, 20);
        await("a write to be interrupted", () -> report().figure("write_timeouts") > 0);
        up();
        awaitNothingPending();
        assertDelivered(0, 20);
        detach(sink);
    }

    @Test
    void keepsOrderWhenTheDestinationIsSlow() throws Exception {
        slow();
        Sink sink = open();
        attach(sink, Sink.BATCH_EVENTS, 25);
        append(0, 200);
        awaitNothingPending();
        up();
        assertDelivered(0, 200);
        detach(sink);
    }

    @Test
    void putsOnlyTheRefusedEventIntoTheDeadLetters() throws Exception {
        refuse(42);
        Sink sink = open();
        attach(sink);
        append(0, 100);
        awaitNothingPending();
        assertEquals(1, report().figure("events_dead_lettered"));
        List<Long> expected = new ArrayList<>(LongStream.range(0, 100).boxed().toList());
        expected.remove(42L);
        assertEquals(
                expected, new LinkedHashSet<>(delivered()).stream().sorted().toList());
        detach(sink);
    }
}
