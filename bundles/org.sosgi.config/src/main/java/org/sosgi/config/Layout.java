package org.sosgi.config;

import java.util.List;
import java.util.TreeMap;

/** The lines of a file with their indentation, and what the schema says about the keys on them: also of a file that is no YAML. */
final class Layout {

    private final List<YamlLine> lines;
    private final Rules rules;

    Layout(List<YamlLine> lines, Rules rules) {
        this.lines = lines;
        this.rules = rules;
    }

    YamlLine line(int index) {
        return lines.get(index);
    }

    int size() {
        return lines.size();
    }

    /** Returns the last line before that stands more to the left, or -1. */
    int above(int index) {
        int above = index - 1;
        while (above >= 0 && line(above).column() >= line(index).column()) {
            above--;
        }
        return above;
    }

    /** Returns the first line of the group or list that a dash stands in. */
    int firstBeside(int index) {
        int first = index;
        while (first > 0
                && line(first - 1).column() >= line(index).indent()
                && line(first - 1).indent() >= line(index).indent()) {
            first--;
        }
        return first;
    }

    /** Returns whether the schema names the key of a line in the group that the line stands in. */
    boolean isKnown(int index) {
        return isKnownBeside(index, line(index).key());
    }

    /** Returns whether the schema names a key in the group that the line stands in. */
    boolean isKnownBeside(int index, String key) {
        return Rules.keys(ofGroup(index)).contains(key);
    }

    /** Returns whether the schema names a key in the group that follows the line. */
    boolean isKnownBelow(int index, String key) {
        return Rules.keys(ofValue(index)).contains(key);
    }

    /** Returns whether a list has to follow the line. */
    boolean isList(int index) {
        return index >= 0 && !rules.ofItem(ofValue(index)).isEmpty();
    }

    private List<Section> ofValue(int index) {
        return rules.ofMember(ofGroup(index), line(index).key());
    }

    private List<Section> ofGroup(int index) {
        YamlLine line = line(index);
        for (int i = index - 1; i >= 0; i--) {
            YamlLine before = line(i);
            if (line.dash()) {
                if (before.column() < line.indent() || before.column() == line.indent() && !before.dash()) {
                    return rules.ofItem(ofValue(i));
                }
            } else if (before.column() == line.column() && before.dash()) {
                return ofGroup(i);
            } else if (before.column() < line.column()) {
                return ofValue(i);
            }
        }
        return rules.ofRoot();
    }

    /** Returns whether the line stands out to the left among lines at that column. */
    boolean isAloneAmongDeeper(int index, int column) {
        for (int i = index - 1; i >= 0 && line(i).column() >= column; i--) {
            if (line(i).column() == column) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a line is indented from the one above it, or within its entry of a list, as is usual in this file. */
    boolean isUsual(int index) {
        int above = above(index);
        if (above < 0) {
            return true;
        }
        YamlLine line = line(index);
        for (int i = index - 1; i > above && !line.dash(); i--) {
            if (line(i).dash() && line(i).indent() <= line.column()) {
                return line(i).column() == line.column();
            }
        }
        return line.indent() - line(above).column() == usual(line.dash());
    }

    /** Returns whether a line stands directly below an empty key, at the same column, that it belongs to. */
    boolean belongsToEmptyBefore(int index) {
        return index > 0
                && line(index - 1).value().isEmpty()
                && line(index - 1).column() == line(index).column()
                && isKnownBelow(index - 1, line(index).key());
    }

    /** Returns by how much a group, or a list, is usually indented. */
    private int usual(boolean dash) {
        var counts = new TreeMap<Integer, Integer>();
        for (int i = 1; i < lines.size(); i++) {
            int more = line(i).indent() - line(i - 1).column();
            if (line(i).dash() == dash
                    && more >= (dash ? 0 : 1)
                    && line(i - 1).value().isEmpty()) {
                counts.merge(more, 1, Integer::sum);
            }
        }
        int usual = 2;
        for (var count : counts.entrySet()) {
            usual = count.getValue() > counts.getOrDefault(usual, 0) ? count.getKey() : usual;
        }
        return usual;
    }
}
