package org.sosgi.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Recognises what is indented too little or too much. That is one mistake, though keys are then missing in one place and
 * unknown, or there twice, in another.
 */
final class Nesting {

    private final Collection<Keys> groups;
    private final List<Problem> problems;

    /** @param problems gets what is recognised, loses what is told better by that */
    Nesting(Collection<Keys> groups, List<Problem> problems) {
        this.groups = groups;
        this.problems = problems;
    }

    /** Tells the keys that stand in a group around or inside of the one that they belong to. */
    void tellDisplaced() {
        for (Keys keys : groups) {
            for (String key : List.copyOf(keys.missing())) {
                for (Place wrong : around(keys.group())) {
                    if (wrong.members().containsKey(key) && !wrong.known().contains(key)) {
                        tellDisplaced(wrong, keys.group(), key);
                        keys.missing().remove(key);
                        break;
                    }
                }
            }
        }
        for (Keys keys : groups) {
            for (String key : List.copyOf(keys.unknown())) {
                Place wrong = keys.group();
                if (keys.unknown().contains(key)) {
                    around(wrong).stream()
                            .filter(right -> right.known().contains(key))
                            .filter(right -> !right.members().containsKey(key))
                            .findFirst()
                            .ifPresent(right -> tellDisplaced(wrong, right, key));
                }
            }
        }
    }

    private void tellDisplaced(Place wrong, Place right, String key) {
        Place displaced = wrong.child(key);
        String indent = wrong == right.parent() ? "more" : "less";
        String text = "this key belongs to " + right.path() + "; indent it " + indent + ", as the keys there";
        problems.add(Problem.error(displaced.node().line(), displaced.path(), text));
        isTold(wrong, Set.of(key));
        if (displaced.isEmpty()) {
            absorb(displaced, right.child(key).known());
        }
    }

    private static List<Place> around(Place group) {
        List<Place> around = new ArrayList<>();
        for (String key : group.known()) {
            Place child = group.child(key);
            if (child.node() instanceof Node.Mapping) {
                around.add(child);
            } else if (child.node() instanceof Node.Sequence list
                    && !list.items().isEmpty()) {
                around.add(child.child(Integer.toString(list.items().size() - 1)));
            }
        }
        if (group.parent() != null) {
            around.add(group.parent());
        }
        return around;
    }

    /**
     * Takes what follows an empty key and belongs into it as told.
     *
     * @return whether there is such
     */
    boolean absorbWhatFollows(Place empty) {
        return empty.parent() != null && absorb(empty, empty.known());
    }

    private boolean absorb(Place empty, List<String> belonging) {
        Set<String> absorbed = new TreeSet<>();
        Place group = empty.parent();
        group.members().forEach((key, node) -> {
            boolean follows = node.line() > empty.node().line();
            if (follows && belonging.contains(key) && !group.known().contains(key)) {
                absorbed.add(key);
            }
        });
        isTold(group, absorbed);
        // Nothing has been told of this group yet but what was found when it was read: keys that stand there twice.
        boolean repeated =
                problems.removeIf(problem -> problem.line() > empty.node().line()
                        && belonging.stream().anyMatch(key -> problem.path().equals(Texts.join(group.path(), key))));
        return repeated || !absorbed.isEmpty();
    }

    private void isTold(Place group, Set<String> keys) {
        for (Keys each : groups) {
            if (each.group().node() == group.node()) {
                each.unknown().removeAll(keys);
            }
        }
    }
}
