package org.sosgi.process.categorise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.sosgi.process.categorise.Rule.Filter;

/** All rules, ready to be asked quickly: by level, and within a level by what the message must say. */
final class Rulebook {

    /**
     * What the rules say of an event.
     *
     * @param taken whether any rule takes it
     * @param dropped whether a rule that drops takes it; then no categories
     * @param categories of all rules that take it, in the order of the rules, each once
     */
    record Verdict(boolean taken, boolean dropped, List<Category> categories) {

        private static final Verdict NOT_TAKEN = new Verdict(false, false, List.of());
        private static final Verdict DROPPED = new Verdict(true, true, List.of());
    }

    /** The rules of one level. */
    private record Level(String name, int[] always, WordTree starts, WordTree ends, WordTree parts) {}

    private final List<Rule> rules;
    private final List<Level> levels = new ArrayList<>();

    Rulebook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        var names = new LinkedHashSet<String>();
        rules.forEach(rule -> names.addAll(rule.levels()));
        names.forEach(name -> levels.add(level(name)));
    }

    private Level level(String name) {
        var always = new ArrayList<Integer>();
        var byTest = new HashMap<Rule.Test, Map<String, List<Integer>>>();
        for (int number = 0; number < rules.size(); number++) {
            if (!rules.get(number).levels().contains(name)) {
                continue;
            }
            for (Filter filter : rules.get(number).filters()) {
                List<Integer> numbers = filter.text().isEmpty()
                        ? always
                        : byTest.computeIfAbsent(filter.test(), test -> new LinkedHashMap<>())
                                .computeIfAbsent(filter.text(), text -> new ArrayList<>());
                numbers.add(number);
            }
        }
        return new Level(
                name,
                always.stream().mapToInt(Integer::intValue).toArray(),
                tree(byTest, Rule.Test.STARTS_WITH),
                tree(byTest, Rule.Test.ENDS_WITH),
                tree(byTest, Rule.Test.CONTAINS));
    }

    private static WordTree tree(Map<Rule.Test, Map<String, List<Integer>>> byTest, Rule.Test test) {
        Map<String, List<Integer>> texts = byTest.get(test);
        return texts == null ? null : new WordTree(texts, test == Rule.Test.ENDS_WITH);
    }

    Verdict judge(String level, String message) {
        for (Level known : levels) {
            if (known.name().equalsIgnoreCase(level)) {
                return judge(known, message);
            }
        }
        return Verdict.NOT_TAKEN;
    }

    private Verdict judge(Level level, String message) {
        var hits = new Hits();
        hits.add(level.always());
        if (!message.isEmpty()) {
            if (level.starts() != null) {
                level.starts().find(message, 0, hits);
            }
            if (level.ends() != null) {
                level.ends().find(message, message.length() - 1, hits);
            }
            if (level.parts() != null) {
                level.parts().findAll(message, hits);
            }
        }
        return hits.isEmpty() ? Verdict.NOT_TAKEN : judge(hits.sorted());
    }

    private Verdict judge(int[] numbers) {
        var categories = new LinkedHashSet<Category>();
        for (int number : numbers) {
            Rule rule = rules.get(number);
            if (rule.drop()) {
                return Verdict.DROPPED;
            }
            categories.addAll(rule.categories());
        }
        return new Verdict(true, false, List.copyOf(categories));
    }
}
