package org.sosgi.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sosgi.setup.appender.Destination;

/** What the command says when it is done. */
record Answer(Path folder, Destination destination, Map<Path, FileSet.State> files, List<String> notes) {

    String text() {
        String list = files.entrySet().stream()
                .map(entry -> word(entry.getValue()) + "  " + entry.getKey())
                .collect(Collectors.joining("\n"));
        String remarks = notes.stream().map(note -> "\nnote: " + note).collect(Collectors.joining());
        return list + remarks + "\n" + folder.resolve("README.txt") + " says where each goes.";
    }

    String json() {
        return "{\"folder\":" + quote(folder.toString()) + ",\"host\":" + quote(destination.host()) + ",\"log_port\":"
                + destination.logPort() + ",\"user_port\":" + destination.userPort() + ",\"files\":"
                + files.entrySet().stream()
                        .map(entry -> "{\"file\":" + quote(entry.getKey().toString()) + ",\"state\":"
                                + quote(word(entry.getValue())) + "}")
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"notes\":" + notes.stream().map(Answer::quote).collect(Collectors.joining(",", "[", "]")) + "}";
    }

    static String error(String message) {
        return "{\"error\":" + quote(message) + "}";
    }

    private static String word(FileSet.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String quote(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
