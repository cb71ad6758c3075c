package org.sosgi.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a command line, option by option, as the original reads them: {@code -c FILE}, {@code -cFILE}, {@code --config
 * FILE}, {@code --config=FILE}; some options take all the words up to the next option.
 */
final class OptionLine {

    private final List<String> words;
    private final Map<String, List<String>> several = new HashMap<>();
    private int at;
    private String option;

    /** The value that stands in the same word as the option, or null. */
    private String attached;

    OptionLine(List<String> words) {
        this.words = words;
    }

    boolean hasNext() {
        return at < words.size();
    }

    /** Returns the next option without its value; a word that is none as it is. */
    String next() {
        String word = words.get(at++);
        option = word;
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        if (equals >= 0) {
            option = word.substring(0, equals);
            attached = word.substring(equals + 1);
        } else if (word.length() > 2 && (word.startsWith("-c") || word.startsWith("-l"))) {
            option = word.substring(0, 2);
            attached = word.substring(2);
        }
        return option;
    }

    /** Says that the option just read is a mere switch. */
    void noValue() throws UsageException {
        if (attached != null) {
            throw new UsageException(option + " takes no value");
        }
    }

    /** Returns the value of the option just read. */
    String value() throws UsageException {
        if (attached == null
                && (!hasNext() || words.get(at).length() > 1 && words.get(at).startsWith("-"))) {
            throw new UsageException(option + " needs a value");
        }
        String value = attached == null ? words.get(at++) : attached;
        attached = null;
        return value;
    }

    /** Takes the values of the option just read; they add to those of an earlier place. */
    void takeValues() throws UsageException {
        List<String> values = several.computeIfAbsent(option, o -> new ArrayList<>());
        boolean single = attached != null;
        values.add(value());
        while (!single && hasNext() && !words.get(at).startsWith("-")) {
            values.add(words.get(at++));
        }
    }

    List<String> values(String name) {
        return several.getOrDefault(name, List.of());
    }
}
