package org.sosgi.simulator.log4net;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conversion pattern, taken apart. One thread: a row number is one more each time. */
final class PatternLayout {

    /** {@code %name} or {@code %name{option}}; {@code %%} is a per cent sign. Widths are not read: no file of ours has them. */
    private static final Pattern PART =
            Pattern.compile("%(?:(%)|([A-Za-z][A-Za-z0-9]*)(?:\\{([^}]*)\\})?)|([^%]+)|(%)");

    private final List<BiConsumer<LogLine, StringBuilder>> parts = new ArrayList<>();

    /**
     * @param declared the converters that the file declares, by name, with their types
     * @throws IllegalArgumentException if the pattern cannot be read or names a converter that is neither declared nor log4net's own
     */
    PatternLayout(String pattern, Map<String, String> declared, Origin origin) {
        var converters = new Converters(declared, origin);
        Matcher matcher = PART.matcher(pattern);
        while (matcher.find()) {
            if (matcher.group(5) != null) {
                throw new IllegalArgumentException(
                        "a % that begins nothing known, at " + matcher.start() + " of \"" + pattern + "\"");
            }
            if (matcher.group(2) != null) {
                parts.add(converters.converter(matcher.group(2), matcher.group(3)));
            } else {
                String literal = matcher.group(1) != null ? "%" : matcher.group(4);
                parts.add((line, out) -> out.append(literal));
            }
        }
    }

    String format(LogLine line) {
        var out = new StringBuilder();
        for (BiConsumer<LogLine, StringBuilder> part : parts) {
            part.accept(line, out);
        }
        return out.toString();
    }
}
