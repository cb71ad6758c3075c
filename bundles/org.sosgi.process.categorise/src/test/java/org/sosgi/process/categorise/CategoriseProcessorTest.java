package org.sosgi.process.categorise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class CategoriseProcessorTest {

    private static final String FIRST =
            "{'logLevel':['warn','fatal'],'action':'categorise','category':[{'name':'a','value':'1'},{'name':'b','value':'2'}],"
                    + "'filter':[{'type':'sw','value':'Access'},{'type':'ew','value':'end.'}]}";
    private static final String DROP =
            "{'logLevel':['WARN'],'action':' Drop ','filter':[{'type':' SO ','value':'noise'}]}";
    private static final String LAST =
            "{'logLevel':[' warn '],'action':'categorise','category':[{'name':'a','value':'1'},{'name':'a','value':'3'}],"
                    + "'filter':[{'type':'so','value':'denied'},{'type':'??','value':'ignored'}]}";

    private final CategoriseProcessor processor = processor(false, FIRST, DROP, LAST);

    @ParameterizedTest
    @CsvSource({
        "WARN, Access denied, a=1 b=2 a=3",
        "Warn, was denied, a=1 a=3",
        "fatal, Access denied, a=1 b=2",
        "WARN, the end., a=1 b=2",
        "WARN, access, d=x",
        "ERROR, Access denied, d=x",
        "'', Access denied, d=x",
        "WARN, '', d=x",
        "WARN, ignored, d=x"
    })
    void rulesApplyInTheirOrderAndDoublesCountOnce(String level, String message, String categories) {
        assertEquals(categories, String.join(" ", Events.categories(processor, Events.of(level, message))));
    }

    @Test
    void dropDropsWhateverOtherRulesSay() {
        assertNull(Events.categories(processor, Events.of("WARN", "Access noise denied")));
        assertEquals(List.of("d=x"), Events.categories(processor, Events.of("ERROR", "noise")));
    }

    @Test
    void onRequestDropOnlyTakesTheCategories() {
        assertEquals(
                List.of(),
                Events.categories(processor(true, FIRST, DROP, LAST), Events.of("WARN", "Access noise denied")));
    }

    @Test
    void defaultsAreNotMadeDistinct() {
        var doubled = new CategoriseProcessor(List.of(), List.of("d=x", "d=x", "e=a=b"), false);
        assertEquals(List.of("d=x", "d=x", "e=a=b"), Events.categories(doubled, Events.of("WARN", "m")));
    }

    @Test
    void anEmptyTextIsInEveryMessageAlsoInNone() {
        var always = processor(false, FIRST.replace("Access", ""));
        assertEquals(List.of("a=1", "b=2"), Events.categories(always, Events.of("warn", null)));
    }

    @Test
    void otherEventsPassUntouched() {
        Event event =
                Event.of(EventType.of("user", Attribute.tag("level"), Attribute.text("message")), 1, "warn", "noise");
        assertEquals(List.of(), Events.categories(processor, event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | rules[1] must be an object",
                "{'action':'keep'} | rules[1].action must be categorise or drop",
                "{} | rules[1].action must be a text",
                "{'action':'drop','logLevel':'warn'} | rules[1].logLevel must be a list",
                "{'action':'drop','logLevel':[{}]} | rules[1].logLevel[0] must be a text",
                "{'action':'drop','filter':[{'type':'sw','value':'x'},{'type':'sw'}]} | rules[1].filter[1].value must be a text",
                "{'action':'drop','category':[{'name':'','value':'x'}]} | rules[1].category[0].name must not be empty"
            })
    void aRuleThatCannotBeReadIsRefusedWithItsPlace(String rule, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> processor(false, FIRST, rule));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "warn", "{'action'}"})
    void whatIsNoJsonIsRefused(String rule) {
        var refused = assertThrows(IllegalArgumentException.class, () -> processor(false, rule));
        assertTrue(refused.getMessage().startsWith("rules[0] is not JSON"), refused.getMessage());
    }

    @Test
    void aDefaultWithoutEqualsSignIsRefused() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new CategoriseProcessor(List.of(), List.of("a=b", "c"), false));
        assertEquals("default_categories[1] must be name=value", refused.getMessage());
    }

    private static CategoriseProcessor processor(boolean dropKeepsEvent, String... rules) {
        var json = List.of(rules).stream().map(rule -> rule.replace('\'', '"')).toList();
        return new CategoriseProcessor(json, List.of("d=x"), dropKeepsEvent);
    }
}
