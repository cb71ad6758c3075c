package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes one change to a YAML file in block style, at a key named by its path, such as {@code logEvents.tags[0].name}.
 */
final class YamlEdit {

    private final List<String> lines;
    private final Node root;

    YamlEdit(String yaml) {
        lines = new ArrayList<>(yaml.lines().toList());
        root = YamlReader.read(yaml, new ArrayList<>()).orElseThrow();
    }

    /** Returns the line of a key, counted from 1. */
    int line(String path) {
        Node at = root;
        for (String step : ("Butler-SOS" + (path.isEmpty() ? "" : "." + path)).split("[.\\[]")) {
            at = step.endsWith("]")
                    ? ((Node.Sequence) at).items().get(Integer.parseInt(step.substring(0, step.length() - 1)))
                    : ((Node.Mapping) at).members().get(step);
            if (at == null) {
                throw new IllegalArgumentException("no " + step + " in " + path);
            }
        }
        return at.line();
    }

    /** Gives the key another value, which may have lines of its own. */
    String set(String path, String value) {
        int at = line(path) - 1;
        String line = lines.get(at);
        removeBlock(at);
        int colon = line.indexOf(':');
        lines.set(
                at,
                colon < 0
                        ? line.substring(0, line.indexOf("- ") + 2) + value
                        : line.substring(0, colon + 1) + " " + value);
        return text();
    }

    String remove(String path) {
        int at = line(path) - 1;
        removeBlock(at);
        lines.remove(at);
        return text();
    }

    String rename(String path, String name) {
        int at = line(path) - 1;
        String old = path.substring(path.lastIndexOf('.') + 1);
        lines.set(at, lines.get(at).replaceFirst(old + ":", name + ":"));
        return text();
    }

    /** Puts a line before the key, indented as the key is. */
    String insertBefore(String path, String line) {
        int at = line(path) - 1;
        lines.add(at, " ".repeat(indent(lines.get(at))) + line);
        return text();
    }

    private void removeBlock(int at) {
        int indent = indent(lines.get(at));
        while (at + 1 < lines.size() && indent(lines.get(at + 1)) > indent) {
            lines.remove(at + 1);
        }
    }

    private static int indent(String line) {
        String text = line.stripLeading();
        int before = line.length() - text.length();
        return text.startsWith("- ") ? before + 2 : before;
    }

    private String text() {
        return String.join("\n", lines) + "\n";
    }
}
