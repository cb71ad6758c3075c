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

    /** Returns whether a line is indented from the one above as is usual in this file. */
    boolean isUsual(int index) {
        int above = above(index);
        return above < 0 || line(index).column() - line(above).column() == step();
    }

    /** Returns by how much a group is usually indented. */
    private int step() {
        var counts = new TreeMap<Integer, Integer>();
        for (int i = 1; i < lines.size(); i++) {
            int more = line(i).indent() - line(i - 1).column();
            if (more > 0 && line(i - 1).value().isEmpty()) {
                counts.merge(more, 1, Integer::sum);
            }
        }
        int step = 2;
        for (var count : counts.entrySet()) {
            step = count.getValue() > counts.getOrDefault(step, 0) ? count.getKey() : step;
        }
        return step;
    }
}
