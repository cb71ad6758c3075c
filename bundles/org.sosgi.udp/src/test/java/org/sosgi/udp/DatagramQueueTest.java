package org.sosgi.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatagramQueueTest {

    private static final InetAddress SOURCE = InetAddress.getLoopbackAddress();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private static ByteBuffer payload(int number, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(Math.max(4, length));
        return buffer.putInt(number).position(0);
    }

    /** Adds the numbers of a slab's datagrams to a list, and checks times on the way. */
    private static void drain(Slab slab, List<Integer> into) {
        for (int i = 0; i < slab.count(); i++) {
            var datagram = slab.at(i);
            int number = ByteBuffer.wrap(datagram.array()).getInt(datagram.offset());
            assertEquals(number, datagram.time());
            assertEquals(SOURCE, datagram.source());
            into.add(number);
        }
    }

    @Test
    @Timeout(60)
    void countsExactlyAndKeepsTheOrderBetweenTwoThreads() throws Exception {
        var queue = new DatagramQueue(5_000, 1 << 20, 80);
        int offered = 400_000;
        var accepted = new ArrayList<Integer>();
        var producer = CompletableFuture.runAsync(() -> {
            var random = new Random(1);
            for (int i = 0; i < offered; i++) {
                if (queue.offer(payload(i, random.nextInt(i % 1_000 == 0 ? 60_000 : 400)), i, SOURCE)
                        != DatagramQueue.Outcome.FULL) {
                    accepted.add(i);
                }
            }
            queue.close();
        });
        var taken = new ArrayList<Integer>();
        for (Slab slab = queue.take(PATIENCE); slab != null; slab = queue.take(PATIENCE)) {
            drain(slab, taken);
            queue.recycle(slab);
        }
        producer.get(10, TimeUnit.SECONDS);
        assertEquals(accepted, taken);
        assertEquals(new DatagramQueue.Gauge(0, 0, false), queue.gauge());
    }

    /** Any order of offers (a length) and takes (a negative number) does what a list of lists would do. */
    @Property(tries = 200)
    void behavesAsAPlainQueue(
            @ForAll @Size(max = 400) List<@IntRange(min = -8_000, max = 65_507) Integer> steps,
            @ForAll @IntRange(min = 1, max = 100) int maxEvents)
            throws Exception {
        long maxBytes = 300_000;
        var queue = new DatagramQueue(maxEvents, maxBytes, 50);
        var model = new Model();
        int number = 0;
        for (int step : steps) {
            if (step >= 0) {
                int length = Math.max(4, step);
                boolean room = model.events() < maxEvents && model.bytesWith(length) <= maxBytes;
                var outcome = queue.offer(payload(number, length), number, SOURCE);
                assertEquals(room, outcome != DatagramQueue.Outcome.FULL);
                if (room) {
                    model.add(number, length);
                }
                number++;
            } else {
                Slab slab = queue.take(0);
                List<Integer> expected = model.take();
                var taken = new ArrayList<Integer>();
                if (slab != null) {
                    drain(slab, taken);
                    queue.recycle(slab);
                }
                assertEquals(expected, taken);
            }
            assertEquals(model.events(), queue.gauge().events());
            assertEquals(model.bytes(), queue.gauge().bytes());
        }
    }

    /** What the queue promises, told the simplest way. */
    private static final class Model {

        /** Per slab the datagrams as number and length; the last slab is the one that is being filled. */
        private final ArrayDeque<List<int[]>> slabs = new ArrayDeque<>(List.of(new ArrayList<>()));

        private static int used(List<int[]> slab) {
            return slab.stream().mapToInt(d -> d[1]).sum();
        }

        int events() {
            return slabs.stream().mapToInt(List::size).sum();
        }

        long bytes() {
            return (slabs.size() - 1) * 65_536L + used(slabs.getLast()) + 32L * events();
        }

        long bytesWith(int length) {
            int last = used(slabs.getLast());
            return bytes() + length + 32 + (last + length <= 65_536 ? 0 : 65_536 - last);
        }

        void add(int number, int length) {
            if (used(slabs.getLast()) + length > 65_536) {
                slabs.add(new ArrayList<>());
            }
            slabs.getLast().add(new int[] {number, length});
        }

        List<Integer> take() {
            List<int[]> oldest = slabs.removeFirst();
            if (slabs.isEmpty()) {
                slabs.add(new ArrayList<>());
            }
            return oldest.stream().map(d -> d[0]).toList();
        }
    }

    @Test
    void comesUnderPressureAtTheThresholdAndRecoversOnTake() throws Exception {
        var queue = new DatagramQueue(10, 1 << 20, 80);
        for (int i = 0; i < 8; i++) {
            assertEquals(DatagramQueue.Outcome.QUEUED, queue.offer(payload(i, 10), i, SOURCE));
        }
        // The ninth finds eight of ten waiting.
        assertEquals(DatagramQueue.Outcome.QUEUED_PRESSURE_ON, queue.offer(payload(8, 10), 8, SOURCE));
        assertEquals(DatagramQueue.Outcome.QUEUED, queue.offer(payload(9, 10), 9, SOURCE));
        assertEquals(DatagramQueue.Outcome.FULL, queue.offer(payload(10, 10), 10, SOURCE));
        assertTrue(queue.gauge().pressure());
        queue.recycle(queue.take(PATIENCE));
        assertFalse(queue.gauge().pressure());
    }

    @Test
    void comesUnderPressureByBytesToo() {
        var queue = new DatagramQueue(1_000, 200_000, 80);
        queue.offer(payload(0, 60_000), 0, SOURCE);
        queue.offer(payload(1, 60_000), 1, SOURCE);
        queue.offer(payload(2, 60_000), 2, SOURCE);
        assertEquals(DatagramQueue.Outcome.QUEUED_PRESSURE_ON, queue.offer(payload(3, 100), 3, SOURCE));
        assertEquals(DatagramQueue.Outcome.FULL, queue.offer(payload(4, 60_000), 4, SOURCE));
    }

    @Test
    void givesUpWaitingInTime() throws Exception {
        assertNull(new DatagramQueue(10, 200_000, 80).take(TimeUnit.MILLISECONDS.toNanos(1)));
    }

    @Test
    @Timeout(20)
    void wakesWhoWaits() throws Exception {
        var queue = new DatagramQueue(10, 200_000, 80);
        var taken = new CompletableFuture<Integer>();
        var consumer = new Thread(() -> {
            try {
                taken.complete(queue.take(TimeUnit.DAYS.toNanos(1)).count());
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        consumer.start();
        Await.until("waiting", () -> consumer.getState() == Thread.State.TIMED_WAITING);
        queue.offer(payload(1, 10), 1, SOURCE);
        assertEquals(1, taken.get(10, TimeUnit.SECONDS));
    }
}
