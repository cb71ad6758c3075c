package org.sosgi.control;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.sosgi.api.command.Command;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters;

/** {@code sosgi dead-letters}: what sinks refused; show, replay, drop. */
@Component(property = Command.NAME + "=dead-letters")
public final class DeadLettersCommand implements Command {

    private static final int PAGE = 100;

    private final DeadLetters letters;

    @Activate
    public DeadLettersCommand(@Reference DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public String usage() {
        return "[SINK [--from NUMBER]] [--json] | show SINK NUMBER [--json] | replay|drop SINK NUMBER…|--all"
                + "  events that sinks refused: how many, which, and why; delivers them once more, or gives them up";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) throws IOException {
        boolean json =
                arguments.size() > 0 && arguments.get(arguments.size() - 1).equals("--json");
        List<String> words = json ? arguments.subList(0, arguments.size() - 1) : arguments;
        try {
            return words.isEmpty() ? counts(json, out) : run(words, json, out);
        } catch (NumberFormatException e) {
            out.println("not the number of a dead letter: " + StatusTable.printable(String.valueOf(e.getMessage())));
            return USAGE;
        }
    }

    private int run(List<String> words, boolean json, PrintWriter out) throws IOException {
        int count = words.size();
        switch (words.get(0)) {
            case "show" -> {
                if (count == 3) {
                    return show(words.get(1), number(words.get(2)), json, out);
                }
            }
            case "replay", "drop" -> {
                if (count > 2 && !json) {
                    change(words.get(0).equals("replay"), words.get(1), words.subList(2, count), out);
                    return DONE;
                }
            }
            default -> {
                if (count == 1 || count == 3 && words.get(1).equals("--from")) {
                    return list(words.get(0), count == 1 ? 0 : number(words.get(2)), json, out);
                }
            }
        }
        out.println("usage: sosgi dead-letters " + usage());
        return USAGE;
    }

    private static long number(String word) {
        try {
            return Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            throw new NumberFormatException(word);
        }
    }

    private int counts(boolean json, PrintWriter out) {
        Map<String, Long> counts = letters.counts();
        if (json) {
            out.println(JsonText.of(counts));
        } else if (counts.values().stream().allMatch(count -> count == 0)) {
            out.println("no dead letters");
        } else {
            counts.forEach((sink, count) -> out.printf("%8d  %s%n", count, sink));
        }
        return DONE;
    }

    private int list(String sink, long from, boolean json, PrintWriter out) throws IOException {
        DeadLetters.Page page = letters.list(sink, from, PAGE);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("sink", sink);
            answer.put(
                    "letters",
                    page.letters().stream().map(DeadLettersCommand::json).toList());
            answer.put("next", page.next() < 0 ? null : page.next());
            out.println(JsonText.of(answer));
            return DONE;
        }
        for (DeadLetter letter : page.letters()) {
            out.printf(
                    "%8d  %s  %-14s %s%s%n",
                    letter.number(),
                    letter.refusedAt(),
                    letter.event().type().name(),
                    letter.requested() ? "(requested) " : "",
                    StatusTable.printable(letter.reason()));
        }
        if (page.letters().isEmpty()) {
            out.println("no dead letters");
        } else if (page.next() >= 0) {
            out.println("more: sosgi dead-letters " + sink + " --from " + page.next());
        }
        return DONE;
    }

    private int show(String sink, long number, boolean json, PrintWriter out) throws IOException {
        Optional<DeadLetter> found = letters.get(sink, number);
        if (found.isEmpty()) {
            out.println("sink " + sink + " has no dead letter " + number);
            return FAILED;
        }
        if (json) {
            out.println(JsonText.of(json(found.get())));
            return DONE;
        }
        json(found.get()).forEach((name, value) -> {
            if (!name.equals("event")) {
                out.println(name + ": " + StatusTable.printable(String.valueOf(value)));
            }
        });
        found.get()
                .event()
                .toMap()
                .forEach((name, value) -> out.println(
                        "  " + StatusTable.printable(name) + ": " + StatusTable.printable(String.valueOf(value))));
        return DONE;
    }

    private void change(boolean replay, String sink, List<String> words, PrintWriter out) throws IOException {
        boolean all = words.equals(List.of("--all"));
        List<Long> numbers = all
                ? List.of()
                : words.stream().map(DeadLettersCommand::number).distinct().toList();
        if (replay) {
            long count = all ? letters.replayAll(sink) : letters.replay(sink, numbers);
            out.println(count + " dead letters are requested; `sosgi sinks` tells how many are left");
        } else {
            long count = all ? letters.dropAll(sink) : letters.drop(sink, numbers);
            out.println(count + " dead letters are dropped");
        }
    }

    /** {@code number, refused_at, reason, position, requested, event} (as {@link org.sosgi.api.Event#toMap}). */
    private static Map<String, Object> json(DeadLetter letter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", letter.number());
        json.put("refused_at", letter.refusedAt().toString());
        json.put("reason", letter.reason());
        json.put("position", letter.position());
        json.put("requested", letter.requested());
        json.put("event", letter.event().toMap());
        return json;
    }
}
