package org.sosgi.sink.prometheus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.sosgi.api.Event;

/** Not a test: tells what events and scrapes cost in CPU time. Run by hand. */
final class Speed {

    private static final int EVENTS = 2_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Speed() {}

    public static void main(String[] arguments) throws Exception {
        PrometheusSink sink = Sinks.open(Map.of());
        for (int round = 0; round < 3; round++) {
            measure(sink, "log", i -> Samples.log("qseow-engine", i % 2 == 0 ? "WARN" : "ERROR", "unknown"));
            measure(sink, "user", i -> Samples.user(i % 2 == 0 ? "Start session" : "Stop session"));
            measure(sink, "performance", i -> Samples.performance("method " + i % 20, "type " + i % 10, i % 100));
        }
        List<Event> servers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            for (Event event : Polls.health("127.0.0.1", """
                    {"version":"12.1","started":"20260901T081530.000+0200","saturated":true,"cpu":{"total":12.7},
                     "mem":{"committed":7443.5,"allocated":1,"free":2},"session":{"active":3,"total":4},
                     "users":{"active":3,"total":4},"apps":{"active_docs":[],"loaded_docs":[],"in_memory_docs":[],
                     "calls":1234,"selections":56},
                     "cache":{"hits":1,"lookups":2,"added":3,"replaced":4,"bytes_added":9007199254740991}}""")) {
                servers.add(event.withValue(event.type().indexOf("host"), "server" + i));
            }
        }
        Sinks.write(sink, servers);
        for (int i = 0; i < 30; i++) {
            long start = PROCESS.getProcessCpuTime();
            int length = Sinks.scrape(sink).length();
            if (i % 5 == 4) {
                System.out.printf("scrape %d bytes, %.1f ms%n", length, (PROCESS.getProcessCpuTime() - start) / 1e6);
            }
        }
        sink.close();
    }

    private static void measure(PrometheusSink sink, String what, IntFunction<Event> make) {
        List<Event> batch = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            batch.add(make.apply(i));
        }
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < EVENTS; i += batch.size()) {
            Sinks.write(sink, batch);
        }
        System.out.printf("%s %.0f ns%n", what, (double) (THREADS.getCurrentThreadCpuTime() - start) / EVENTS);
    }
}
