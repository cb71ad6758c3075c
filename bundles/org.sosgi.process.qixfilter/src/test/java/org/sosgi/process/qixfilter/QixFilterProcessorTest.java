package org.sosgi.process.qixfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class QixFilterProcessorTest {

    private static final Event ENTRY = Entries.of("id-1", "Sales", "obj", "table", "GetLayout");

    @Test
    void withoutFilterAllPassAndWithoutMonitorNone() {
        assertTrue(Entries.passes(new QixFilterProcessor(true, " "), ENTRY));
        assertFalse(Entries.passes(new QixFilterProcessor(false, " "), ENTRY));
        assertFalse(Entries.passes(new QixFilterProcessor(true, "{}"), ENTRY));
    }

    @Test
    void otherEventsPassWhateverTheFilterSays() {
        Event other = Event.of(EventType.of("log.engine", Attribute.tag("app_id")), 1, "id-1");
        assertTrue(Entries.passes(new QixFilterProcessor(false, "{}"), other));
    }

    @Test
    void missingSectionsSetNoLimit() {
        assertTrue(passes("{'allApps':{'enable':true}}"));
        assertTrue(passes("{'appSpecific':{'enable':true,'app':[{'include':[{'appName':'Sales'}]}]}}"));
        assertFalse(passes("{'allApps':{'enable':false},'appSpecific':{'enable':false,'app':[{'include':[{}]}]}}"));
        assertFalse(passes("{'allApps':{'enable':true,'objectType':{}}}"), "some types, and none is listed");
    }

    @Test
    void aSpecialPartWinsOverAnExcludedApp() {
        String excluded = "'allApps':{'enable':true,'appExclude':[{'appId':'id-1'}]}";
        assertFalse(passes("{" + excluded + "}"));
        assertTrue(passes("{" + excluded + ",'appSpecific':{'enable':true,'app':["
                + "{'include':[{'appId':'other'}]},{'include':[{'appId':'id-1','appName':'Sales'}]}]}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'appId':'id-1'} | true", "{'appId':'ID-1'} | false", "{'appName':'Sales'} | true",
                "{'appId':'id-1','appName':'Other'} | false", "{'appId':null,'appName':'Sales'} | true", "{} | true"
            })
    void anAppMustMatchInAllThatIsGiven(String app, boolean passes) {
        assertEquals(passes, passes("{'appSpecific':{'enable':true,'app':[{'include':[" + app + "]}]}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'allAppObjects':true | true",
                "'allAppObjects':true,'allAppObjectsExclude':['obj'] | false",
                "'allAppObjects':true,'allAppObjectsExclude':[{'objectId':'obj'}] | false",
                "'allAppObjects':true,'someAppObjectsInclude':['x'] | true",
                "'allAppObjects':false,'someAppObjectsInclude':['x',{'objectId':'obj'}] | true",
                "'allAppObjects':false,'someAppObjectsInclude':['Obj'] | false",
                "'allAppObjects':false | false"
            })
    void objectsAreChosenByTextOrObject(String choice, boolean passes) {
        assertEquals(
                passes,
                passes("{'appSpecific':{'enable':true,'app':[{'include':[{}],'appObject':{" + choice + "}}]}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | filter must be an object",
                "{'allApps':3} | filter.allApps must be an object",
                "{'allApps':{'enable':'yes'}} | filter.allApps.enable must be true or false",
                "{'allApps':{'enable':true,'appExclude':{}}} | filter.allApps.appExclude must be a list",
                "{'allApps':{'enable':true,'appExclude':[{'appId':[]}]}} | filter.allApps.appExclude[0].appId must be a text",
                "{'appSpecific':{'enable':true,'app':[{},{'method':{'someMethodsInclude':[null]}}]}} "
                        + "| filter.appSpecific.app[1].method.someMethodsInclude[0] must be a text"
            })
    void whatCannotBeReadIsRefusedWithItsPlace(String filter, String message) {
        var refused = assertThrows(IllegalArgumentException.class, () -> passes(filter));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void whatIsNoJsonIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new QixFilterProcessor(true, "{allApps"));
        assertTrue(refused.getMessage().startsWith("filter is not JSON"), refused.getMessage());
    }

    private static boolean passes(String filter) {
        return Entries.passes(new QixFilterProcessor(true, filter.replace('\'', '"')), ENTRY);
    }
}
