package org.sosgi.process.categorise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sosgi.process.categorise.Rule.Filter;

class RulebookTest {

    /** Rules one after the other, in the plainest words. */
    @Property(tries = 3000, shrinking = ShrinkingMode.OFF)
    void thousandsOfRulesGiveWhatTheyGiveOneAfterTheOther(
            @ForAll("rules") @Size(max = 40) List<Rule> rules,
            @ForAll("words") String message,
            @ForAll("levels") String level) {
        var verdict = new Rulebook(rules).judge(level.toUpperCase(java.util.Locale.ROOT), message);
        boolean taken = false;
        var categories = new LinkedHashSet<Category>();
        for (Rule rule : rules) {
            if (rule.levels().contains(level) && rule.filters().stream().anyMatch(filter -> fits(filter, message))) {
                taken = true;
                if (rule.drop()) {
                    assertEquals(new Rulebook.Verdict(true, true, List.of()), verdict);
                    return;
                }
                categories.addAll(rule.categories());
            }
        }
        assertEquals(new Rulebook.Verdict(taken, false, new ArrayList<>(categories)), verdict);
    }

    private static boolean fits(Filter filter, String message) {
        return switch (filter.test()) {
            case STARTS_WITH -> message.startsWith(filter.text());
            case ENDS_WITH -> message.endsWith(filter.text());
            case CONTAINS -> message.contains(filter.text());
        };
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<Filter> filter =
                Combinators.combine(Arbitraries.of(Rule.Test.values()), words()).as(Filter::new);
        Arbitrary<Set<String>> levels = levels().set().ofMaxSize(2);
        Arbitrary<List<Category>> categories = Arbitraries.of("a", "b", "c")
                .map(value -> Category.of("name", value))
                .list()
                .ofMaxSize(2);
        return Combinators.combine(
                        levels, filter.list().ofMaxSize(3), Arbitraries.of(false, false, false, true), categories)
                .as(Rule::new)
                .list();
    }

    /** Few letters, so that texts often share their beginnings and often are found. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars('a', 'b', 'ä', '\uFFFF').ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> levels() {
        return Arbitraries.of("warn", "error", "fatal");
    }

    @Test
    void longTextsWithALongCommonBeginningAreFound() {
        String common = "x".repeat(900);
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < 200; i++) {
            var filter = new Filter(Rule.Test.values()[i % 3], i % 3 == 1 ? i + common : common + i + '.');
            rules.add(new Rule(Set.of("warn"), List.of(filter), false, List.of(Category.of("n", "" + i))));
        }
        var rulebook = new Rulebook(rules);
        assertEquals(
                List.of(Category.of("n", "101")),
                rulebook.judge("warn", "z" + common + "101.").categories());
        assertEquals(
                List.of(Category.of("n", "100")),
                rulebook.judge("warn", "z100" + common).categories());
        assertEquals(
                List.of(Category.of("n", "102")),
                rulebook.judge("warn", common + "102.z").categories());
    }
}
