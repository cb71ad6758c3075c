package org.sosgi.config;

import java.util.List;
import java.util.Optional;

/**
 * Says why a text is no YAML, for those who do not know the grammar: a parser notices most mistakes only lines later, and
 * then misses something else.
 */
final class Syntax {

    private static final String DEEPER =
            "this line is indented more than the one before, which has a value already; indent it as that";

    private static final String WITHOUT_DASH = "a list stands here; begin each entry with a dash and a blank";

    private static final String NO_LIST = "there is a dash, but this is no list; remove it";

    private final List<YamlLine> lines;
    private final String problem;

    /** The last line with content up to where the parser gave up, as an index. */
    private final int stopped;

    private Syntax(String text, String problem, int stopped) {
        this.lines = YamlLine.of(text);
        this.problem = problem;
        int last = 0;
        while (last + 1 < lines.size() && lines.get(last + 1).number() <= stopped) {
            last++;
        }
        this.stopped = last;
    }

    /**
     * @param problem what the parser says
     * @param context the line with the begin of what the parser was reading
     * @param stopped the line where it gave up
     */
    static Problem explain(String text, String problem, int context, int stopped) {
        return new Syntax(text, problem, stopped).explain(context, stopped);
    }

    /** Finds a line before which a blank stands that is none to YAML, as those from web pages. */
    static Optional<Problem> foreignBlank(String text) {
        if (text.indexOf('\u00a0') < 0 && text.indexOf('\u3000') < 0 && text.indexOf('\u202f') < 0) {
            return Optional.empty();
        }
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            int at = 0;
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
            if (at < line.length() && Character.isSpaceChar(line.charAt(at))) {
                return found(
                        number, "a blank before this line is no ordinary one; indent with blanks from the keyboard");
            }
        }
        return Optional.empty();
    }

    private Problem explain(int context, int at) {
        if (problem.contains("TAB")) {
            return found(at, "a tab stands here; indent with blanks").orElseThrow();
        }
        if (lines.isEmpty()) {
            return unexplained(at);
        }
        return quotes().or(() -> character(context, at))
                .or(() -> colon(context))
                .or(this::nesting)
                .orElseGet(() ->
                        unexplained(problem.startsWith("expected ','") || at == Integer.MAX_VALUE ? context : at));
    }

    private Problem unexplained(int line) {
        boolean secret = withNumber(line)
                .filter(at -> SecretKeys.isNamedIn(at.key()) || SecretKeys.NAMES.contains(at.key()))
                .isPresent();
        // The parser shows what stands there at the end of its sentence.
        String told = secret
                ? "this value cannot be read; put it in single quotes"
                : Texts.clean(problem.replaceAll(" handle .*", " handle"));
        return Problem.error(line, "", "this is not YAML: " + told);
    }

    private Optional<Problem> quotes() {
        for (YamlLine line : lines.subList(0, stopped + 1)) {
            if (!YamlLine.Quoted.isBegin(line.value())) {
                continue;
            }
            int end = YamlLine.Quoted.end(line.value());
            if (end < 0) {
                return found(line, "the quote that begins here has no end on this line; close it");
            }
            String behind = line.value().substring(end).strip();
            if (!behind.isEmpty()) {
                return found(
                        line, "something stands behind the closing quote; put all of the value in one pair of quotes");
            }
        }
        return Optional.empty();
    }

    /** Characters that mean something to YAML where they stand. */
    private Optional<Problem> character(int context, int at) {
        if (problem.startsWith("found unknown escape character") || problem.startsWith("expected escape sequence")) {
            return found(
                    at,
                    "a backslash in double quotes begins an escape; use single quotes, as for Windows paths, or write"
                            + " two backslashes");
        }
        if (problem.startsWith("expected ',' or") || problem.startsWith("expected the node content")) {
            return withNumber(context)
                    .filter(line -> line.value().startsWith("[") || line.value().startsWith("{"))
                    .map(line -> error(
                            line,
                            "the bracket that begins here is not closed, or what is in it is not right;"
                                    + " correct it, or put the value in quotes"));
        }
        YamlLine line = lines.get(stopped);
        String first = line.value().isEmpty() ? "" : line.value().substring(0, 1);
        boolean special = !first.isEmpty() && "%@`|>&*!".contains(first);
        boolean here = line.number() == at && !problem.startsWith("mapping values");
        return special && here
                ? found(line, "a value that begins with " + first + " means something to YAML; put it in quotes")
                : Optional.empty();
    }

    private Optional<Problem> colon(int context) {
        YamlLine last = lines.get(stopped);
        if (problem.startsWith("could not find expected ':'")) {
            return withNumber(context).map(line -> error(line, withoutColon(line)));
        }
        if (problem.startsWith("mapping values") && !last.key().isEmpty() && hasColon(last.value())) {
            return found(last, "the value has a colon in it; put it in quotes");
        }
        if (problem.startsWith("expected <block end>, but found '<scalar>'")
                && last.key().isEmpty()
                && !last.dash()) {
            return found(last, withoutColon(last));
        }
        boolean structure = problem.startsWith("mapping values") || problem.startsWith("expected '<document start>'");
        for (int i = stopped - 1; structure && i >= 0; i--) {
            YamlLine before = lines.get(i);
            if (before.key().isEmpty() && !before.dash()) {
                return found(before, withoutColon(before));
            }
            structure = before.key().isEmpty();
        }
        return Optional.empty();
    }

    private static boolean hasColon(String value) {
        return (value.contains(": ") || value.endsWith(":")) && "[{\"'".indexOf(value.charAt(0)) < 0;
    }

    private static String withoutColon(YamlLine line) {
        String value = line.value();
        if (value.startsWith("-")) {
            return "a blank is missing behind the dash; write - and then the value";
        }
        if (value.indexOf(':') > 0) {
            return "a blank is missing behind the colon; write key: value";
        }
        return "there is no colon behind the key; write key: value";
    }

    private Optional<Problem> nesting() {
        if (stopped == 0) {
            return Optional.empty();
        }
        var layout = new Layout(lines, Rules.load());
        if (problem.startsWith("mapping values")) {
            return deeperThanAllowed(layout);
        }
        if (problem.startsWith("expected <block end>, but found '<block")) {
            return betweenLevels(layout);
        }
        if (problem.startsWith("expected <block end>, but found '")) {
            return afterList(layout);
        }
        return Optional.empty();
    }

    /** A key stands deeper than the line before it, which has a value and can have no keys below. */
    private Optional<Problem> deeperThanAllowed(Layout layout) {
        YamlLine line = lines.get(stopped);
        int before = stopped - 1;
        if (layout.belongsToEmptyBefore(before) && layout.isKnownBelow(before - 1, line.key())) {
            return found(lines.get(before), unlike(before, stopped));
        }
        boolean below = line.dash() ? layout.isList(before) : layout.isKnownBelow(before, line.key());
        if (below && !lines.get(before).value().isEmpty()) {
            return found(
                    lines.get(before), "what follows belongs to this key, so it can have no value; remove the value");
        }
        if (lines.get(before).dash() && !layout.isUsual(before)) {
            return found(lines.get(before), unlike(before, stopped));
        }
        boolean right = layout.isKnown(before);
        if (right && layout.isKnownBeside(before, line.key())) {
            return layout.isUsual(before) ? found(line, DEEPER) : found(lines.get(before), unlike(before, stopped));
        }
        if (!right && layout.isList(layout.above(before))) {
            return found(lines.get(before), WITHOUT_DASH);
        }
        boolean alone = layout.isAloneAmongDeeper(before, line.column());
        return !right || alone ? found(lines.get(before), unlike(before, stopped)) : found(line, DEEPER);
    }

    /** A key stands at a depth at which nothing is open. */
    private Optional<Problem> betweenLevels(Layout layout) {
        YamlLine line = lines.get(stopped);
        int above = layout.above(stopped);
        int first = above + 1;
        if (above < 0) {
            return Optional.empty();
        }
        if (first == stopped) {
            return deeperThanAllowed(layout);
        }
        if (!lines.get(first).dash() && layout.isList(above)) {
            return found(lines.get(first), WITHOUT_DASH);
        }
        boolean aboveIsOdd = !layout.isKnown(above)
                ? layout.isAloneAmongDeeper(above, line.column())
                : layout.isKnownBeside(above, line.key()) && !layout.isUsual(above);
        if (!layout.isKnown(above) && layout.isList(layout.above(above))) {
            return found(lines.get(above), WITHOUT_DASH);
        }
        aboveIsOdd |= lines.get(above).dash() && !layout.isUsual(above) || layout.belongsToEmptyBefore(above);
        if (aboveIsOdd) {
            return found(lines.get(above), unlike(above, stopped));
        }
        boolean firstIsOdd = layout.isKnownBelow(above, line.key()) && layout.isUsual(stopped)
                || lines.get(first).dash() && !layout.isUsual(first);
        return firstIsOdd ? found(lines.get(first), unlike(first, stopped)) : found(line, unlike(stopped, first));
    }

    /** A key stands where the next entry of a list should. */
    private Optional<Problem> afterList(Layout layout) {
        YamlLine line = lines.get(stopped);
        if (line.dash()) {
            int begin = layout.firstBeside(stopped);
            return begin == stopped || lines.get(begin).dash()
                    ? Optional.empty()
                    : layout.isList(begin - 1) ? found(lines.get(begin), WITHOUT_DASH) : found(line, NO_LIST);
        }
        int first = layout.above(stopped) + 1;
        if (layout.belongsToEmptyBefore(first - 1)) {
            return found(lines.get(first - 1), unlike(first - 1, stopped));
        }
        if (lines.get(first).dash() && !layout.isList(first - 1)) {
            return found(lines.get(first), NO_LIST);
        }
        if (!layout.isUsual(first)) {
            return found(lines.get(first), unlike(first, stopped));
        }
        return found(
                line,
                "a list stands here; begin its entries with a dash and a blank, and indent what belongs to an"
                        + " entry as its first key");
    }

    private String unlike(int odd, int other) {
        if (lines.get(odd).column() == lines.get(other).column()) {
            return "this line does not go with the others at its depth; is there a dash, a colon or a key missing?";
        }
        return "this line is indented by " + lines.get(odd).column() + " blanks, others of its group by "
                + lines.get(other).column() + "; indent all the same";
    }

    private Optional<YamlLine> withNumber(int number) {
        return lines.stream().filter(line -> line.number() == number).findFirst();
    }

    private static Problem error(YamlLine line, String text) {
        return Problem.error(line.number(), "", "this is not YAML: " + text);
    }

    private static Optional<Problem> found(YamlLine line, String text) {
        return Optional.of(error(line, text));
    }

    private static Optional<Problem> found(int line, String text) {
        return Optional.of(Problem.error(line, "", "this is not YAML: " + text));
    }
}
