package org.sosgi.setup.init;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Fills in a YAML file in block style, line by line, so that its comments stay. */
final class TemplateEdit {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9./_-]*|\\d{1,5}|true|false");

    private final List<String> lines;

    TemplateEdit(String yaml) {
        lines = new ArrayList<>(yaml.lines().toList());
    }

    /**
     * Gives a key another value. A key that is only there as a comment, {@code # tls: false}, becomes a real one.
     *
     * @param path from below {@code Butler-SOS}, with dots
     */
    void set(String path, Object value) {
        int at = line(path);
        if (at < 0) {
            at = comment(path);
        }
        String old = lines.get(at);
        String line = old.replaceFirst("^( *)# ", "$1");
        int colon = line.indexOf(':');
        int mark = line.indexOf(" #", colon);
        String begin = line.substring(0, colon + 1) + " " + quoted(value);
        if (mark < 0) {
            lines.set(at, begin);
            return;
        }
        int column = mark + 1 + old.length() - line.length();
        lines.set(at, begin + " ".repeat(Math.max(1, column - begin.length())) + line.substring(mark + 1));
    }

    /** Gives a key a value of several lines, in place of those that belong to it, comments included. */
    void setBlock(String path, List<String> block) {
        int at = line(path);
        int indent = indent(lines.get(at));
        while (at + 1 < lines.size() && indent(lines.get(at + 1)) > indent) {
            lines.remove(at + 1);
        }
        String before = " ".repeat(indent + 2);
        lines.addAll(at + 1, block.stream().map(line -> before + line).toList());
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Returns the value as YAML: plain where that is what it means, otherwise in double quotes. */
    static String quoted(Object value) {
        String text = value.toString();
        if (!(value instanceof String)) {
            return text;
        }
        boolean word = PLAIN.matcher(text).matches() && !text.matches("\\d+|(?i:true|false|yes|no|on|off|null|y|n)");
        if (word) {
            return text;
        }
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                out.append("\\x%02x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private int comment(String path) {
        int dot = path.lastIndexOf('.');
        int parent = line(path.substring(0, dot));
        var wanted = Pattern.compile(
                " {" + (indent(lines.get(parent)) + 2) + "}# " + Pattern.quote(path.substring(dot + 1)) + ":.*");
        for (int i = parent + 1; i < lines.size() && indent(lines.get(i)) > indent(lines.get(parent)); i++) {
            if (wanted.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        throw new IllegalArgumentException("the template has no " + path);
    }

    /** Returns the line of a key, from 0; -1 if there is none. */
    private int line(String path) {
        var compose = new Compose(LoadSettings.builder().setUseMarks(true).build());
        Node at = compose.composeString(text()).orElseThrow();
        int line = -1;
        for (String step : ("Butler-SOS." + path).split("\\.")) {
            NodeTuple found = member(at, step);
            if (found == null) {
                return -1;
            }
            at = found.getValueNode();
            line = found.getKeyNode().getStartMark().map(Mark::getLine).orElseThrow();
        }
        return line;
    }

    private static NodeTuple member(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key)) {
                    return tuple;
                }
            }
        }
        return null;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
