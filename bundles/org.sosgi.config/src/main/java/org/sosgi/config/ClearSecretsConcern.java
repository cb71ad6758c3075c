package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Secrets that stand in the file itself, where whoever can read it, or a copy of it, has them. Told in one line for all. */
final class ClearSecretsConcern implements Concern {

    private static final int MOST_LINES = 10;

    /** A place with a secret. */
    private record Found(String path, int line) {}

    @Override
    public void check(Section file, List<Problem> problems) {
        List<Found> found = find(file);
        if (found.isEmpty()) {
            return;
        }
        Found first = found.get(0);
        String others = found.stream()
                .skip(1)
                .limit(MOST_LINES)
                .map(other -> Integer.toString(other.line))
                .collect(Collectors.joining(", "));
        String text = "stands in the file in clear text"
                + (others.isEmpty()
                        ? ""
                        : ", and so do secrets in " + (found.size() == 2 ? "line " : "lines ") + others
                                + (found.size() - 1 > MOST_LINES ? " and more" : ""))
                + "; better ${file:PATH}, ${credential:NAME} or ${env:NAME}";
        problems.add(Problem.warning(first.line, first.path, text));
    }

    /** Returns whether there are any. */
    static boolean in(Section file) {
        return !find(file).isEmpty();
    }

    private static List<Found> find(Section file) {
        List<Found> found = new ArrayList<>();
        find(file.node(), Checker.TOP, found);
        return found;
    }

    private static void find(Node node, String path, List<Found> found) {
        if (node instanceof Node.Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                find(list.items().get(i), path + "[" + i + "]", found);
            }
        } else if (node instanceof Node.Mapping group) {
            boolean headers = path.endsWith(".headers");
            for (Map.Entry<String, Node> member : group.members().entrySet()) {
                String key = member.getKey();
                boolean secret = SecretKeys.NAMES.contains(key)
                        || headers && SecretKeys.isHeader(key)
                        || isValueOfHeader(key, path, group)
                        || isUrlWithPassword(key, path, group);
                if (secret && isClear(member.getValue())) {
                    found.add(new Found(Texts.join(path, key), member.getValue().line()));
                } else if (!(member.getValue() instanceof Node.Scalar)) {
                    find(member.getValue(), Texts.join(path, key), found);
                }
            }
        }
    }

    /** Headers of New Relic are written as name and value. */
    private static boolean isValueOfHeader(String key, String path, Node.Mapping group) {
        return key.equals("value")
                && path.contains(".header[")
                && SecretKeys.isHeader(Section.of(group).text("name", ""));
    }

    private static boolean isUrlWithPassword(String key, String path, Node.Mapping group) {
        return key.equals("url")
                && path.endsWith(".history")
                && SecretKeys.isNamedIn(Section.of(group).text(key, ""));
    }

    /** What stands in angle brackets says what should stand there. */
    private static boolean isClear(Node node) {
        return node instanceof Node.Scalar scalar
                && !scalar.secret()
                && scalar.value() != null
                && !scalar.text().isBlank()
                && !(scalar.text().startsWith("<") && scalar.text().endsWith(">"));
    }
}
