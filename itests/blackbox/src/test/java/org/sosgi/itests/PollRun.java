package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentStatus;
import org.sosgi.bench.InfluxStandIn;

/** An agent that polls a site, with the configuration of a run of the captures, and the lines that come of it. */
final class PollRun {

    private static final Pattern OF_POLLS =
            Pattern.compile("^(sense_server|mem|apps|cpu|session|users|cache|saturated|user_session_\\w+),");
    private static final Pattern TIME = Pattern.compile(" \\d{19}$");
    private static final Pattern UPTIME = Pattern.compile("uptime=\"\\d+ days, \\d+h \\d\\dm \\d\\ds\"");

    private final TestSite site;
    private final Path record;
    private final InfluxStandIn influx;
    private final AgentProcess agent;

    /** @param version {@code v1}, {@code v2} or {@code v3} */
    PollRun(String version, TestSite site, Path home) throws Exception {
        this.site = site;
        Files.createDirectories(home);
        record = home.resolve("lines.jsonl");
        influx = InfluxStandIn.start(0, record);
        agent = new AgentProcess(Built.distribution(), home.resolve("agent"));
        String yaml = site.in(Ports.free().in(Golden.text("config/poll-" + version + ".yaml"), influx.port()))
                .replaceAll("(pollingInterval|extractInterval): \\d+", "$1: 1000");
        Files.writeString(agent.home().resolve("etc/butler-sos.yaml"), yaml);
        agent.start();
    }

    /** Returns when every collector of all runs has begun so many calls more, of which all but the last are over and written. */
    static void awaitCalls(Collection<PollRun> runs, int more) throws Exception {
        Map<PollRun, Map<String, Long>> before = new HashMap<>();
        for (PollRun run : runs) {
            before.put(run, run.calls());
        }
        for (PollRun run : runs) {
            Until.holds("every collector to be called " + more + " times more", () -> {
                Map<String, Long> now = run.calls();
                return before.get(run).entrySet().stream()
                        .allMatch(call -> now.get(call.getKey()) >= call.getValue() + more);
            });
        }
        for (PollRun run : runs) {
            Until.holds("all lines to be written", () -> run.agent.status().sum("sink", "events_pending") == 0);
        }
    }

    private Map<String, Long> calls() throws Exception {
        Map<String, Long> calls = new LinkedHashMap<>();
        for (AgentStatus.Part part : agent.status().parts()) {
            if (part.kind().equals("collector") && part.name().matches("(health|sessions|apps).*")) {
                calls.put(part.name(), part.figure("calls"));
            }
        }
        return calls;
    }

    /** Returns how many lines have been written. */
    int position() throws IOException {
        return Files.readAllLines(record).size();
    }

    /** Returns the different lines that polls led to since then, as the original would have written them. */
    Set<String> linesSince(int position) throws IOException {
        Set<String> lines = new TreeSet<>();
        List<String> all = Files.readAllLines(record);
        for (String json : all.subList(position, all.size())) {
            String line = (String) JSON.std.mapFrom(json).get("line");
            if (OF_POLLS.matcher(line).find()) {
                lines.add(normalised(line));
            }
        }
        return lines;
    }

    /** Returns the different errors of polls since the start, without how often each occurred. */
    Set<String> errors() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String json : Files.readAllLines(record)) {
            String line = (String) JSON.std.mapFrom(json).get("line");
            if (isPollError(line)) {
                lines.add(withoutCount(normalised(line)));
            }
        }
        return lines;
    }

    static boolean isPollError(String line) {
        return line.matches("butler_sos_errors,.*error_type=(HEALTH_API|PROXY_API|APP_NAMES_EXTRACT),.*");
    }

    static String withoutCount(String line) {
        return line.replaceFirst("error_count=\\d+i?,?", "").replaceFirst(",(?= <TS>$)", "");
    }

    private String normalised(String line) {
        String stamped = TIME.matcher(site.original(line)).replaceFirst(" <TS>");
        return UPTIME.matcher(stamped).replaceFirst("uptime=\"<UPTIME>\"");
    }

    void stop() throws IOException, InterruptedException {
        agent.terminate(Duration.ofSeconds(20));
        agent.close();
        influx.close();
    }
}
