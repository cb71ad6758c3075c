package org.sosgi.history;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sosgi.api.history.Chart;
import org.sosgi.api.history.Durations;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Rank;
import org.sosgi.api.history.Row;
import org.sosgi.api.history.StoredType;

/** An answer for people, in aligned columns. */
final class TextAnswer implements Answer {

    private static final int LINE_LENGTH = 110;
    private static final int TEXT_LENGTH = 160;

    /** The first of these that a row has says best what happened. */
    private static final List<String> SAYS =
            List.of("message", "exception_message", "method", "context", "error", "command");

    private final PrintWriter out;

    TextAnswer(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void types(List<StoredType> types) {
        types.forEach(type -> {
            out.println(clean(type.name()));
            wrap(type.fields().keySet().stream());
        });
    }

    @Override
    public void chart(List<String> by, Chart chart) {
        List<List<String>> table = new ArrayList<>();
        for (Chart.Series series : chart.series()) {
            for (Chart.Point point : series.points()) {
                List<String> line = new ArrayList<>(series.key());
                line.add(point.start().toString());
                line.add(number(point.value()));
                table.add(line);
            }
        }
        List<String> head = new ArrayList<>(by);
        head.addAll(List.of("from", "value"));
        table(head, table);
        if (!chart.complete()) {
            out.println("… and more series; narrow it down with FIELD=VALUE");
        }
    }

    @Override
    public void latest(List<Row> rows) {
        for (Row row : rows) {
            out.println(row.time().truncatedTo(ChronoUnit.MILLIS) + "  " + clean(row.text("host")));
            wrap(row.values().entrySet().stream()
                    .filter(value -> !value.getKey().equals("host"))
                    .map(value -> value.getKey() + '=' + text(value)));
        }
    }

    @Override
    public void page(Page page) {
        List<List<String>> table = new ArrayList<>();
        for (Row row : page.rows()) {
            table.add(List.of(
                    row.time().truncatedTo(ChronoUnit.MILLIS).toString(),
                    row.type(),
                    row.text("host"),
                    row.text("level"),
                    row.text("user_full"),
                    SAYS.stream()
                            .map(row::text)
                            .filter(said -> !said.isEmpty())
                            .findFirst()
                            .orElse("")));
        }
        table(List.of("time", "type", "host", "level", "user", "says"), table);
        if (!page.next().isEmpty()) {
            Instant reached = page.reached().truncatedTo(ChronoUnit.MILLIS);
            out.println("… there may be more before " + reached + ": --until " + reached);
        }
    }

    @Override
    public void ranking(List<Rank> ranks) {
        List<List<String>> table = new ArrayList<>();
        for (Rank rank : ranks) {
            Durations durations = rank.durations();
            table.add(List.of(
                    rank.label().isEmpty() ? rank.value() : rank.label() + " (" + rank.value() + ')',
                    Long.toString(durations.count()),
                    number(durations.totalMillis()),
                    number(durations.meanMillis()),
                    number(durations.quantileMillis(0.95)),
                    number(durations.maxMillis())));
        }
        table(List.of("of", "count", "total ms", "mean ms", "95 % ms", "max ms"), table);
    }

    private void table(List<String> head, List<List<String>> lines) {
        if (lines.isEmpty()) {
            out.println("nothing found");
            return;
        }
        int[] widths = new int[head.size()];
        List<List<String>> all = new ArrayList<>(List.of(head));
        for (List<String> line : lines) {
            all.add(line.stream().map(TextAnswer::clean).toList());
        }
        for (List<String> line : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : all) {
            var text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void wrap(Stream<String> words) {
        var line = new StringBuilder();
        words.map(TextAnswer::clean).forEach(word -> {
            if (line.length() > 0 && line.length() + word.length() > LINE_LENGTH) {
                out.println("    " + line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ", ").append(word);
        });
        if (line.length() > 0) {
            out.println("    " + line);
        }
    }

    private static String text(Map.Entry<String, Object> value) {
        return value.getValue() instanceof Double number
                ? number(number)
                : value.getValue().toString();
    }

    private static String number(double value) {
        double rounded = Math.rint(value * 1000) / 1000;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }

    /** What was observed must not steer the terminal, nor fill it. */
    private static String clean(String text) {
        String shown = text.length() > TEXT_LENGTH ? text.substring(0, TEXT_LENGTH) + '…' : text;
        return shown.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
