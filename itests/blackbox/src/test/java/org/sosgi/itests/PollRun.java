package org.sosgi.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentStatus;

/** An agent that polls a site, with the configuration of a run of the captures, and the lines that come of it. */
final class PollRun implements AutoCloseable {

    private static final Pattern OF_POLLS =
            Pattern.compile("^(sense_server|mem|apps|cpu|session|users|cache|saturated|user_session_\\w+),");
    private static final Pattern TIME = Pattern.compile(" \\d{19}$");
    private static final Pattern UPTIME = Pattern.compile("uptime=\"\\d+ days, \\d+h \\d\\dm \\d\\ds\"");

    private final TestSite site;
    private final Destinations destinations;
    private final AgentProcess agent;
    private int linesBefore;
    private int messagesBefore;
    private Map<String, Integer> newRelicBefore = Map.of();

    /** @param version {@code v1}, {@code v2} or {@code v3} */
    PollRun(String version, TestSite site, Path home) throws Exception {
        this.site = site;
        destinations = Destinations.start(home);
        agent = new AgentProcess(Built.distribution(), home.resolve("agent"));
        String yaml = site.in(Ports.free().in(Golden.text("config/poll-" + version + ".yaml"), destinations))
                .replaceAll("(pollingInterval|extractInterval): \\d+", "$1: 1000")
                // As the original does (B3), so that the second account gets metrics, too.
                .replaceFirst("(?m)^( +)(url: \\S+/metric/v1)$", "$1accounts: userEvents\n$1$2");
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
            Until.allWritten(run.agent);
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

    /** Forgets what has been written until now. */
    void mark() throws Exception {
        linesBefore = destinations.lines().size();
        messagesBefore = destinations.messages().size();
        newRelicBefore = Destinations.ACCOUNTS.stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> destinations.newRelic(key).size()));
    }

    /** Returns the different lines that polls led to since the mark, as the original would have written them. */
    Set<String> lines() throws IOException {
        List<String> all = destinations.lines();
        Set<String> lines = new TreeSet<>();
        for (String line : all.subList(linesBefore, all.size())) {
            if (OF_POLLS.matcher(line).find()) {
                lines.add(normalised(line));
            }
        }
        return lines;
    }

    /** Returns the different messages since the mark. */
    Set<String> messages() throws Exception {
        List<String> all = destinations.messages();
        return originals(all.subList(messagesBefore, all.size()));
    }

    /** Returns the different metrics that the accounts of New Relic got since the mark; but not those of the agent itself. */
    Set<String> newRelic() {
        Set<String> different = new TreeSet<>();
        for (String key : Destinations.ACCOUNTS) {
            List<String> all = destinations.newRelic(key);
            different.addAll(originals(all.subList(newRelicBefore.get(key), all.size())));
        }
        different.removeIf(text -> text.contains("qs_butlerSos"));
        return different.stream()
                // The captures polled less often.
                .map(text -> text.replace("\"interval.ms\":1000.0", "\"interval.ms\":3000.0"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the samples as they are now. */
    Set<String> samples() throws IOException, InterruptedException {
        return originals(destinations.samples());
    }

    private Set<String> originals(List<String> texts) {
        return texts.stream().map(site::original).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the different errors of polls since the start, without how often each occurred. */
    Set<String> errors() throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String line : destinations.lines()) {
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

    @Override
    public void close() {
        agent.close();
        destinations.close();
    }
}
