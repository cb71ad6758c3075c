package org.sosgi.process.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CountTableTest {

    private final CountTable table = new CountTable("log");

    private Map<String, Long> drained() {
        Map<String, Long> drained = new HashMap<>();
        table.drain((key, count) -> drained.merge(key.source(), count, Long::sum));
        return drained;
    }

    @Test
    void tellsEachCountOnce() {
        table.count("a", "h", "s");
        table.count("b", "h", "s");
        table.count("a", "h", "s");
        assertEquals(2, table.size());
        assertEquals(Map.of("a", 2L, "b", 1L), drained());
        assertEquals(Map.of(), drained());
        table.count("a", "h", "s");
        assertEquals(Map.of("a", 1L), drained());
    }

    @Test
    void keysAreBounded() {
        for (int i = 0; i < CountTable.MOST_KEYS + 50; i++) {
            table.count("s" + i, "h", "s");
        }
        table.count("s1", "h", "s");
        assertEquals(CountTable.MOST_KEYS + 1, table.size());
        Map<String, Long> drained = drained();
        assertEquals(50L, drained.get("_other"));
        assertEquals(2L, drained.get("s1"));
    }

    @Test
    void nothingIsLostOrToldTwiceUnderConcurrentDrains() throws Exception {
        int each = 20_000;
        var go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            var thread = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int i = 0; i < each; i++) {
                    table.count("s" + i % 7, "h", "s");
                }
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        long told = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            told += drained().values().stream().mapToLong(Long::longValue).sum();
            assertTrue(System.nanoTime() < deadline);
        }
        told += drained().values().stream().mapToLong(Long::longValue).sum();
        assertEquals(3L * each, told);
    }
}
