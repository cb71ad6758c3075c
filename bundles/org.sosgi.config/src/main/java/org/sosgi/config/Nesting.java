package org.sosgi.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises what is indented too little or too much. That is one mistake, though keys are then missing in one place and
 * unknown, or there twice, in another, and what should be a list is a group.
 */
final class Nesting {

    private final Collection<Keys> groups;
    private final Collection<Place> otherTypes;
    private final List<Problem> problems;
    private final Set<String> told = new HashSet<>();

    /**
     * @param groups what is wrong with keys; loses what is recognised
     * @param otherTypes the places of values of another type than they should be; loses what is recognised
     * @param problems what was found when the file was read: keys that stand there twice; gets what is recognised, loses
     *     what is told better by that
     */
    Nesting(Collection<Keys> groups, Collection<Place> otherTypes, List<Problem> problems) {
        this.groups = groups;
        this.otherTypes = otherTypes;
        this.problems = problems;
    }

    void tell() {
        for (Keys keys : groups) {
            List.copyOf(keys.missing()).forEach(key -> tellMissing(keys, key));
        }
        for (Place place : List.copyOf(otherTypes)) {
            if (place.isEmpty()) {
                tellWhatFollows(place);
            } else {
                place.lastGroup().filter(group -> !group.members().isEmpty()).ifPresent(this::tellFirst);
            }
        }
        for (Keys keys : groups) {
            List.copyOf(keys.unknown()).forEach(key -> tellUnknown(keys.group(), key));
        }
    }

    /** What is missing may stand in the group around, or in one inside. */
    private void tellMissing(Keys keys, String key) {
        Place right = keys.group();
        Place around = right.groupAround();
        Place wrong = around != null && isStray(around, key) ? around : strayInside(right, key);
        Problem twice = around == null ? null : twice(around, right, List.of(key));
        if (wrong != null) {
            tellDisplaced(wrong, right, key);
        } else if (twice != null) {
            problems.remove(twice);
            problems.add(Problem.error(twice.line(), twice.path(), belongsTo(right, "more")));
            keys.missing().remove(key);
        } else {
            absorbContent(right, right.child(key));
        }
    }

    private static boolean isStray(Place group, String key) {
        return group.members().containsKey(key) && !group.known().contains(key);
    }

    private static Place strayInside(Place group, String key) {
        for (Place inside : group.inside()) {
            Place found = isStray(inside, key) ? inside : strayInside(inside, key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** If the line with the key of a group is missing, its content has become part of another group. */
    private void absorbContent(Place right, Place missing) {
        for (Place other : right.inside()) {
            List<String> content = missing.known();
            if (!content.isEmpty() && other.members().keySet().containsAll(content)) {
                absorb(other, other, content);
            }
        }
    }

    /** A group that should be a list, or something else, may have got what follows it. */
    private void tellFirst(Place wrong) {
        String key = wrong.members().keySet().iterator().next();
        Place right = wrong.groupAround();
        if (right != null && isDisplaced(wrong, right, key)) {
            tellDisplaced(wrong, right, key);
        }
    }

    private void tellUnknown(Place wrong, String key) {
        wrong.around().stream()
                .filter(right -> isDisplaced(wrong, right, key))
                .findFirst()
                .ifPresent(right -> tellDisplaced(wrong, right, key));
    }

    private static boolean isDisplaced(Place wrong, Place right, String key) {
        return !wrong.known().contains(key)
                && right.known().contains(key)
                && !right.members().containsKey(key);
    }

    /** What belongs to an empty key may follow it. */
    private void tellWhatFollows(Place empty) {
        Place group = empty.groupAround();
        if (group == null || empty.known().isEmpty()) {
            return;
        }
        Optional<Place> first = group.members().entrySet().stream()
                .filter(member -> member.getValue().line() > empty.node().line())
                .map(member -> group.child(member.getKey()))
                .filter(member -> isDisplaced(group, empty, member.key()))
                .findFirst();
        Problem twice = twice(group, empty, empty.known());
        if (twice != null && (first.isEmpty() || first.get().node().line() > twice.line())) {
            problems.add(Problem.error(twice.line(), twice.path(), belongsTo(empty, "more")));
        } else if (first.isPresent()) {
            problems.add(Problem.error(first.get().node().line(), first.get().path(), belongsTo(empty, "more")));
        } else {
            return;
        }
        otherTypes.remove(empty);
        absorb(group, empty, empty.known());
    }

    private void tellDisplaced(Place wrong, Place right, String key) {
        Place displaced = wrong.child(key);
        String indent = wrong == right.groupAround() ? "more" : "less";
        if (told.add(wrong.path() + " " + right.path())) {
            problems.add(Problem.error(displaced.node().line(), displaced.path(), belongsTo(right, indent)));
        }
        of(right).ifPresent(keys -> {
            keys.missing().remove(key);
            keys.missing().removeAll(displaced.members().keySet());
        });
        of(wrong).ifPresent(keys -> keys.unknown().remove(key));
        if (displaced.isEmpty()) {
            absorb(wrong, displaced, right.child(key).known());
        }
        List<String> belonging = new ArrayList<>(right.known());
        belonging.addAll(right.child(key).known());
        if (belonging.containsAll(wrong.members().keySet())) {
            of(wrong).ifPresent(Keys::clear);
            otherTypes.removeIf(place -> place.node() == wrong.node()
                    || place.node() == wrong.parent().node());
        }
    }

    /** Takes what follows a place in its group, and belongs below it, as told. */
    private void absorb(Place group, Place before, List<String> belonging) {
        of(group)
                .ifPresent(keys -> keys.unknown()
                        .removeIf(key -> belonging.contains(key)
                                && group.members().get(key).line()
                                        > before.node().line()));
        for (Problem twice = twice(group, before, belonging); twice != null; twice = twice(group, before, belonging)) {
            problems.remove(twice);
        }
    }

    /** Returns what is said about a key that stands twice in a group, the second time behind a place; null if nothing. */
    private Problem twice(Place group, Place before, List<String> keys) {
        List<String> paths = new ArrayList<>();
        keys.forEach(key -> paths.add(Texts.join(group.path(), key)));
        return problems.stream()
                .filter(problem -> problem.text().startsWith(YamlReader.TWICE))
                .filter(problem -> problem.line() > before.node().line() && paths.contains(problem.path()))
                .min(Problem::compareTo)
                .orElse(null);
    }

    private Optional<Keys> of(Place group) {
        return groups.stream()
                .filter(keys -> keys.group().node() == group.node())
                .findFirst();
    }

    private static String belongsTo(Place right, String indent) {
        return "this key belongs to " + right.path() + "; indent it " + indent + ", as the other keys there";
    }
}
