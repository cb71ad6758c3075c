package org.sosgi.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.sosgi.api.command.Command;
import org.sosgi.api.delivery.BackFill;
import org.sosgi.api.delivery.SinkState;
import org.sosgi.api.delivery.Sinks;

/** {@code sosgi sinks}: how sinks are; pause, resume, back-fill. */
@Component(property = Command.NAME + "=sinks")
public final class SinksCommand implements Command {

    private final Sinks sinks;

    @Activate
    public SinksCommand(@Reference Sinks sinks) {
        this.sinks = sinks;
    }

    @Override
    public String usage() {
        return "[--json | pause NAME | resume NAME | back-fill NAME [--from earliest|TIME] | forget NAME]  how sinks are;"
                + " stops or continues delivery to one, or sends it back to what the journal still has";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) throws IOException {
        int words = arguments.size();
        if (arguments.isEmpty()) {
            table(out);
        } else if (arguments.equals(List.of("--json"))) {
            out.println(JsonText.of(sinks.all().stream().map(SinksCommand::json).toList()));
        } else if (words == 2 && arguments.get(0).equals("pause")) {
            sinks.pause(arguments.get(1));
            out.println(arguments.get(1) + " is paused");
        } else if (words == 2 && arguments.get(0).equals("resume")) {
            sinks.resume(arguments.get(1));
            out.println(arguments.get(1) + " goes on");
        } else if (words == 2 && arguments.get(0).equals("forget")) {
            sinks.forget(arguments.get(1));
            out.println(arguments.get(1) + " is forgotten");
        } else if (arguments.get(0).equals("back-fill")
                && (words == 2 || words == 4 && arguments.get(2).equals("--from"))) {
            return backFill(arguments.get(1), words == 2 ? "earliest" : arguments.get(3), out);
        } else {
            out.println("usage: sosgi sinks " + usage());
            return USAGE;
        }
        return DONE;
    }

    private int backFill(String sink, String from, PrintWriter out) throws IOException {
        Instant time;
        try {
            time = from.equals("earliest")
                    ? Instant.MIN
                    : OffsetDateTime.parse(from).toInstant();
        } catch (DateTimeParseException e) {
            out.println(
                    "not a time: " + StatusTable.printable(from) + "; write earliest, or such as 2026-11-24T10:00:00Z");
            return USAGE;
        }
        BackFill done = sinks.backFill(sink, time);
        out.println(
                done.events() == 0
                        ? sink + " has not come further than that, there is nothing to send it back over"
                        : sink + " goes back over " + done.events() + " events, up to " + done.again()
                                + " of them for another time");
        return DONE;
    }

    private void table(PrintWriter out) {
        List<SinkState> all = sinks.all();
        int width = all.stream().mapToInt(sink -> sink.name().length()).max().orElse(0);
        String columns = "%-" + Math.max(4, width) + "s  %-8s  %12s  %10s  %12s  %12s  %s%n";
        out.printf(columns, "SINK", "STATE", "PENDING", "LAG", "DELIVERED", "DEAD LETTERS", "");
        for (SinkState sink : all) {
            out.printf(
                    columns,
                    sink.name(),
                    sink.pausedSince().isPresent() ? "PAUSED" : sink.state(),
                    sink.pending(),
                    sink.lag().toSeconds() + " s",
                    sink.delivered(),
                    sink.deadLetters(),
                    StatusTable.printable(sink.detail()));
        }
    }

    /** {@code name, state, detail, paused_since} (null if it is not paused), {@code pending, lag_ms, delivered, dead_letters}. */
    private static Map<String, Object> json(SinkState sink) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", sink.name());
        json.put("state", sink.state().name());
        json.put("detail", sink.detail());
        json.put("paused_since", sink.pausedSince().map(Instant::toString).orElse(null));
        json.put("pending", sink.pending());
        json.put("lag_ms", sink.lag().toMillis());
        json.put("delivered", sink.delivered());
        json.put("dead_letters", sink.deadLetters());
        return json;
    }
}
