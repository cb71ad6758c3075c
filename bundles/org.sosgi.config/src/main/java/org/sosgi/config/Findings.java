package org.sosgi.config;

import dev.harrel.jsonschema.Error;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one message for each mistake from what the library found, which is one error for each keyword of the schema that
 * is not fulfilled, in the library's words.
 */
final class Findings {

    /** Nobody reads more, and finding the words for one takes longer than finding the mistake. */
    private static final int MAX_ERRORS = 1_000;

    private final Rules rules;
    private final Place root;

    /** By the place of the value, one error of those that the library has about it. */
    private final Map<String, Error> values = new LinkedHashMap<>();

    /** By the place of a group, what is wrong with its keys. */
    private final Map<String, Keys> groups = new LinkedHashMap<>();

    Findings(Rules rules, Node file) {
        this.rules = rules;
        this.root = Place.root(file, rules);
    }

    /** @param withoutValue placeholders without a value that were looked at */
    void tell(List<Error> errors, List<SchemaNode> withoutValue, List<Problem> problems) {
        Map<String, Node.Unresolved> looked = new LinkedHashMap<>();
        withoutValue.forEach(each -> looked.put(each.getJsonPointer(), (Node.Unresolved) each.node()));
        errors.stream()
                .filter(e -> !looked.containsKey(e.getInstanceLocation()))
                .limit(MAX_ERRORS)
                .forEach(this::sort);
        List<Place> otherTypes = new ArrayList<>();
        values.forEach((pointer, error) -> {
            if (error.getKeyword().equals("type")) {
                otherTypes.add(root.at(pointer));
            }
        });
        new Nesting(groups.values(), otherTypes, problems).tell();
        values.forEach((pointer, error) -> {
            Place place = root.at(pointer);
            if (!error.getKeyword().equals("type") || otherTypes.contains(place)) {
                String text = Mistake.of(error.getKeyword(), rules.at(error.getSchemaLocation()), place);
                problems.add(Problem.error(place.node().line(), place.path(), text));
            }
        });
        groups.values().forEach(keys -> keys.tell(problems));
        looked.forEach((pointer, placeholder) ->
                problems.add(Problem.error(placeholder.line(), root.at(pointer).path(), placeholder.reason())));
    }

    /** Tells of keys that may be there, as any, and look like others that then would mean something. */
    void tellNearMisses(List<Problem> problems) {
        if (!root.members().containsKey(Checker.TOP)) {
            return;
        }
        Place top = root.child(Checker.TOP);
        List<String> absent = new ArrayList<>(top.known());
        absent.removeAll(top.members().keySet());
        for (String key : top.members().keySet()) {
            var meant = top.known().contains(key) ? Optional.<String>empty() : Nearest.of(key, absent);
            Place place = top.child(key);
            boolean told = problems.stream().anyMatch(problem -> problem.path().equals(place.path()));
            if (meant.isPresent() && !told) {
                String text = "has no effect, there is no such key here; did you mean " + meant.get() + "?";
                problems.add(Problem.warning(place.node().line(), place.path(), text));
            }
        }
    }

    private void sort(Error error) {
        String place = error.getInstanceLocation();
        String keyword = error.getKeyword();
        if (keyword == null) {
            // The schema `false` of additionalProperties: here the place is the key that should not be there.
            int last = place.lastIndexOf('/');
            keys(place.substring(0, last)).unknown().add(root.at(place).key());
        } else if (keyword.equals("required")) {
            var missing = keys(place).missing();
            missing.addAll(rules.at(error.getSchemaLocation()).texts("required"));
            missing.removeAll(root.at(place).members().keySet());
        } else if (keyword.equals("type")) {
            values.put(place, error);
        } else if (!keyword.equals("if") && !keyword.equals("allOf")) {
            values.putIfAbsent(place, error);
        }
    }

    private Keys keys(String pointer) {
        return groups.computeIfAbsent(pointer, p -> new Keys(root.at(p)));
    }
}
