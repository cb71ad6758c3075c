package org.sosgi.simulator.log4net;

import java.util.Map;
import java.util.function.BiConsumer;

/** What the words of a conversion pattern become: those of log4net itself, and those of Qlik's that a file has to declare. */
final class Converters {

    private static final String QLIK = "Qlik.Sense.Logging.log4net.Layout.Pattern.";

    /** What log4net writes where there is nothing. */
    private static final String NULL = "(null)";

    private final Map<String, String> declared;
    private final Origin origin;

    Converters(Map<String, String> declared, Origin origin) {
        this.declared = declared;
        this.origin = origin;
    }

    BiConsumer<LogLine, StringBuilder> converter(String name, String option) {
        String type = declared.get(name);
        return type == null ? builtIn(name, option) : qlik(type, option);
    }

    private BiConsumer<LogLine, StringBuilder> builtIn(String name, String option) {
        return switch (name) {
            case "date" -> (line, out) -> out.append(SenseTime.local(line.time(), origin.zone()));
            case "level" -> (line, out) -> out.append(line.level());
            case "logger" -> (line, out) -> out.append(line.logger());
            case "message" -> (line, out) -> out.append(line.message());
            case "property" -> {
                if (option == null || option.isEmpty()) {
                    throw new IllegalArgumentException("%property needs a name in braces");
                }
                yield (line, out) -> out.append(line.properties().getOrDefault(option, NULL));
            }
            default ->
                throw new IllegalArgumentException(
                        "%" + name + " is neither declared as a converter nor one of log4net's own");
        };
    }

    private BiConsumer<LogLine, StringBuilder> qlik(String type, String option) {
        String known = type.startsWith(QLIK) ? type.substring(QLIK.length()) : "";
        return switch (known) {
            case "CounterPatternConverter" -> new Counter(option);
            case "HostNamePatternConverter" -> (line, out) -> out.append(origin.host());
            case "Iso8601TimeOffsetPatternConverter" ->
                (line, out) -> out.append(SenseTime.compact(line.time(), origin.zone()));
            case "ServiceUserNameCachedPatternConverter" -> (line, out) -> out.append(origin.user());
            case "EncodedMessagePatternConverter" -> (line, out) -> encode(line.message(), out);
            case "EncodedExceptionPatternConverter" -> (line, out) -> encode(line.exception(), out);
            default -> throw new IllegalArgumentException("there is no converter of the type " + type);
        };
    }

    /** As in Sense's own log files, where an entry must stay on its line: line ends and tabs become signs that can be seen. */
    private static void encode(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(
                    switch (c) {
                        case '\r' -> '\u21B5';
                        case '\n' -> '\u2193';
                        case '\t' -> '\u2192';
                        default -> c;
                    });
        }
    }

    /** Counts 1, 2, 3 … up to its option, then from 1 again. */
    private static final class Counter implements BiConsumer<LogLine, StringBuilder> {

        private final int last;
        private int row;

        Counter(String option) {
            last = option == null || option.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(option);
        }

        @Override
        public void accept(LogLine line, StringBuilder out) {
            row = row == last ? 1 : row + 1;
            out.append(row);
        }
    }
}
