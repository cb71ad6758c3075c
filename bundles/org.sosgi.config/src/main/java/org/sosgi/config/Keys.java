package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with the keys of one group. */
final class Keys {

    private final Place group;
    private final Set<String> unknown = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    Keys(Place group) {
        this.group = group;
    }

    Place group() {
        return group;
    }

    /** Returns the keys that must not be there; what is removed from here is not told. */
    Set<String> unknown() {
        return unknown;
    }

    /** Returns the keys that are required and not there; what is removed from here is not told. */
    Set<String> missing() {
        return missing;
    }

    /** Takes all as told. */
    void clear() {
        unknown.clear();
        missing.clear();
    }

    void tell(List<Problem> problems) {
        tellMisspelt(problems);
        if (tellOther(problems) || tellRenamed(problems)) {
            return;
        }
        List<String> known = group.known();
        String right = known.isEmpty() ? "remove it" : "there are " + String.join(", ", known);
        unknown.forEach(key -> tell(key, "there is no such key here; " + right, problems));
        for (String key : missing) {
            Place place = group.child(key);
            String text = "this key is missing; add it, it " + place.expectation();
            problems.add(Problem.error(group.node().line(), place.path(), text));
        }
    }

    /** A misspelt key is one mistake, and not another one because it is missing. */
    private void tellMisspelt(List<Problem> problems) {
        List<String> absent = new ArrayList<>(group.known());
        absent.removeAll(group.members().keySet());
        List<String> others = new ArrayList<>(group.members().keySet());
        others.removeAll(group.known());
        for (String key : others) {
            var meant = Nearest.of(key, absent);
            if (meant.isPresent() && (unknown.contains(key) || missing.contains(meant.get()))) {
                unknown.remove(key);
                missing.remove(meant.get());
                absent.remove(meant.get());
                tell(key, "there is no such key here; did you mean " + meant.get() + "?", problems);
            }
        }
    }

    /** A group in which nothing is as it should be has one mistake: it is another group. */
    private boolean tellOther(List<Problem> problems) {
        boolean all = !unknown.isEmpty() && unknown.size() == group.members().size();
        if (!all || missing.isEmpty() || unknown.size() + missing.size() == 2) {
            return false;
        }
        String first = group.members().keySet().iterator().next();
        tell(first, "there is no such key here; there must be " + String.join(", ", missing), problems);
        return true;
    }

    /** One key too many and one too few are most probably the same. */
    private boolean tellRenamed(List<Problem> problems) {
        List<String> others = new ArrayList<>(group.members().keySet());
        others.removeAll(group.known());
        if (missing.size() != 1 || others.size() != 1 || unknown.size() > 1) {
            return false;
        }
        String meant = missing.iterator().next();
        Node value = group.members().get(others.get(0));
        List<String> types = group.child(meant).said().stream()
                .flatMap(rule -> Expectation.types(rule).stream())
                .toList();
        boolean alike = value instanceof Node.Mapping
                ? types.contains("object")
                : value instanceof Node.Sequence ? types.contains("array") : !types.contains("object");
        if (alike || !unknown.isEmpty()) {
            tell(
                    others.get(0),
                    "there is no such key here, and " + meant + " is missing; did you mean that?",
                    problems);
            return true;
        }
        return false;
    }

    private void tell(String key, String text, List<Problem> problems) {
        Place place = group.child(key);
        problems.add(Problem.error(place.node().line(), place.path(), text));
    }
}
