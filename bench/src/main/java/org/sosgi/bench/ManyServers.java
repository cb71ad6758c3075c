package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Behaviour;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.Request;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.SenseSiteBuilder;
import org.sosgi.simulator.site.Service;

/**
 * Many Sense servers polled over mutual TLS, some of which hang and some refuse: do the healthy ones notice, and what does a server
 * cost? The site runs in this process, so that what is measured of the agent's is the agent's alone.
 *
 * @param hanging how many of the servers take a request and never answer
 * @param refusing how many do not listen
 * @param rounds how many polls of each server are measured, after one that is not
 */
public record ManyServers(int servers, int hanging, int refusing, Duration interval, int rounds) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * @param polls how many requests came from the agent while it was measured
     * @param jitterMicros how far each arrival at a healthy server was from its place in that server's rhythm, which is taken from the
     *     median of its arrivals; seen at the server, so connecting and the way there are in it
     * @param agentCpuNanos CPU time of the agent's process while it was measured
     * @param rssBytes the agent's memory at the end
     */
    public record Result(
            int servers,
            long polls,
            Histogram jitterMicros,
            long worstStartDelayMillis,
            long agentCpuNanos,
            long rssBytes) {

        public double cpuMicrosPerPoll() {
            return agentCpuNanos / 1e3 / polls;
        }

        public double jitterMillis(double percentile) {
            return jitterMicros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    public Result run(Path distribution) throws IOException, InterruptedException {
        try (Rig rig = Rig.prepare(distribution);
                SenseSite site = site(rig.folder().resolve("cert"))) {
            List<String> addresses = List.of(SenseSiteBuilder.loopback(servers));
            for (int i = 0; i < hanging + refusing; i++) {
                site.put("engine/" + addresses.get(i), i < hanging ? Behaviour.hang() : Behaviour.refuse());
            }
            rig.yaml(rig.yaml()
                    .withServers(new PolledServers(
                            addresses, site.port(Service.ENGINE), rig.folder().resolve("cert"), interval)));
            rig.start();
            List<String> healthy = addresses.subList(hanging + refusing, servers);
            await(site, healthy, 2);
            site.forgetRequests();
            long cpu = rig.agent().usage().cpuNanos();
            await(site, healthy, rounds);
            ProcessUsage after = rig.agent().usage();
            List<Request> requests = site.requests();
            var result = new Result(
                    servers,
                    requests.size(),
                    jitter(requests, healthy),
                    worstStartDelay(rig, healthy),
                    after.cpuNanos() - cpu,
                    after.rssBytes());
            rig.stop();
            return result;
        }
    }

    private SenseSite site(Path certificates) throws IOException {
        try {
            Credentials server = Authority.create("Bench-CA").export(certificates, SenseSiteBuilder.loopback(servers));
            return SenseSite.with(server)
                    .nodes(servers)
                    .requests(servers * (rounds + 2) * 2)
                    .start();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make certificates: " + e.getMessage(), e);
        }
    }

    /** Waits until each of these servers was asked so often. */
    private void await(SenseSite site, List<String> healthy, int times) throws IOException, InterruptedException {
        long end = System.nanoTime() + interval.toNanos() * times + PATIENCE.toNanos();
        while (true) {
            Map<String, List<Request>> arrivals = byAddress(site.requests());
            if (healthy.stream()
                    .allMatch(
                            address -> arrivals.getOrDefault(address, List.of()).size() >= times)) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new IOException("not every server was asked " + times + " times");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Map<String, List<Request>> byAddress(List<Request> requests) {
        Map<String, List<Request>> arrivals = new HashMap<>();
        requests.forEach(request -> arrivals.computeIfAbsent(request.address(), address -> new ArrayList<>())
                .add(request));
        return arrivals;
    }

    private Histogram jitter(List<Request> requests, List<String> healthy) {
        var histogram = new Histogram(3);
        Map<String, List<Request>> arrivals = byAddress(requests);
        for (String address : healthy) {
            List<Request> own = arrivals.get(address);
            long[] phases = new long[own.size()];
            for (int i = 0; i < phases.length; i++) {
                phases[i] = own.get(i).nanoTime() - own.get(0).nanoTime() - i * interval.toNanos();
            }
            long[] sorted = phases.clone();
            java.util.Arrays.sort(sorted);
            for (long phase : phases) {
                histogram.recordValue(Math.abs(phase - sorted[sorted.length / 2]) / 1_000);
            }
        }
        return histogram;
    }

    /** Returns the worst of what the agent itself says of the healthy ones: by how much 99 of 100 calls began late at the most. */
    private static long worstStartDelay(Rig rig, List<String> healthy) throws IOException, InterruptedException {
        AgentStatus status = rig.agent().status();
        return healthy.stream()
                .mapToLong(address -> status.parts().stream()
                        .filter(part ->
                                part.kind().equals("collector") && part.name().endsWith(" " + address))
                        .mapToLong(part -> part.figure("start_delay_p99_ms"))
                        .findFirst()
                        .orElse(-1))
                .max()
                .orElse(-1);
    }
}
