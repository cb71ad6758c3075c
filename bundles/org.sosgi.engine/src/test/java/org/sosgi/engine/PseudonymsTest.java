package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

class PseudonymsTest {

    private static final byte[] KEY = "a key of some size".getBytes(StandardCharsets.UTF_8);

    private final Pseudonyms pseudonyms = new Pseudonyms(KEY, Set.of("users"));

    private static Event event(EventType type, Map<String, String> values) {
        Object[] all = new Object[type.attributes().size()];
        values.forEach((name, value) -> all[type.indexOf(name)] = value);
        return Event.of(type, 7, all);
    }

    private Event proxy(String directory, String id, String message) {
        return pseudonyms.of(event(
                ShippedTypes.PROXY,
                Map.of(
                        "user_directory",
                        directory,
                        "user_id",
                        id,
                        "user_full",
                        directory + '\\' + id,
                        "message",
                        message)));
    }

    private static String hashed(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
            var text = new StringBuilder("p-");
            for (int i = 0; i < 8; i++) {
                text.append(String.format("%02x", digest[i]));
            }
            return text.toString();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPseudonymIsTheKeyedHashOfTheNameInLowerCase() {
        Event given = proxy("LAB", "Anna", "");
        assertEquals(hashed("lab"), given.value("user_directory"));
        assertEquals(hashed("anna"), given.value("user_id"));
        assertEquals(hashed("lab\\anna"), given.value("user_full"));
    }

    @Test
    void theSameNameIsTheSameWhateverItsCaseAndFormAndWhoeverAsks() {
        Event given = proxy("LAB", "MÜLLER", "");
        assertEquals(given, proxy("lab", "mu\u0308ller", ""));
        assertEquals(
                given.value("user_id"),
                new Pseudonyms(KEY, Set.of("user_id"))
                        .of(event(ShippedTypes.SESSION, Map.of("user_id", "müller")))
                        .value("user_id"));
        assertNotEquals(
                given.value("user_id"),
                new Pseudonyms("another key of size".getBytes(StandardCharsets.UTF_8), Set.of("users"))
                        .of(event(ShippedTypes.SESSION, Map.of("user_id", "müller")))
                        .value("user_id"));
    }

    @Test
    void technicalAccountsAndEmptyTextsStay() {
        for (String directory : new String[] {"INTERNAL", "none", "NT AUTHORITY"}) {
            Event before = event(
                    ShippedTypes.PROXY,
                    Map.of(
                            "user_directory",
                            directory,
                            "user_id",
                            "sa_repository",
                            "user_full",
                            directory + "\\sa_repository",
                            "windows_user",
                            "",
                            "message",
                            "sa_repository of internal, SYSTEM"));
            assertSame(before, pseudonyms.of(before), directory);
        }
        assertEquals(hashed("internals\\bob"), proxy("internals", "bob", "").value("user_full"));
    }

    @Test
    void namesInRunningTextAreReplacedAsWholeWords() {
        assertEquals(
                "User " + hashed("lab\\anna") + " (" + hashed("anna") + ") not annabel, joanna or Anna2; /"
                        + hashed("anna") + "/" + hashed("anna") + "'s x_" + hashed("anna"),
                proxy("LAB", "anna", "User lab\\ANNA (Anna) not annabel, joanna or Anna2; /anna/anna's x_anna")
                        .value("message"));
        assertEquals("to " + hashed("bo.li"), proxy("LAB", "bo.li", "to bo.li").value("message"));
        assertEquals("to bo", proxy("LAB", "bo", "to bo").value("message"), "too short to be looked for");
    }

    @Test
    void partsAndSpellingsOfANameAreFoundToo() {
        assertEquals(
                hashed("anna.müller") + " and " + hashed("anna.müller@example.com") + " and "
                        + hashed("anna.müller@example.com"),
                proxy(
                                "LAB",
                                "anna.müller@example.com",
                                "Anna.Müller and anna.mu\u0308ller@example.com and " + "anna.m%C3%BCller%40example.com")
                        .value("message"));
        assertEquals(
                "-u " + hashed("jürgen"),
                pseudonyms
                        .of(event(ShippedTypes.PROXY, Map.of("windows_user", "LAB\\jürgen", "message", "-u JÜRGEN")))
                        .value("message"));
    }

    @Test
    void sessionsAreListedByPseudonyms() {
        Event given = pseudonyms.of(event(
                ShippedTypes.SESSIONS,
                Map.of(
                        "user_list",
                        "LAB\\anna,INTERNAL\\sa_api,\\,LAB\\bob",
                        "sessions",
                        "[{\"UserDirectory\":\"LAB\",\"UserId\":\"\\u0061n\\\"na\",\"Attributes\":[{\"groups\":[\"HR\"],"
                                + "\"no\":4711,\"ok\":true,\"x\":null}],\"SessionId\":\"s-1\"},\n"
                                + "{\"UserDirectory\":\"INTERNAL\",\"UserId\":\"sa_api\",\"SessionId\":\"s-2\"}]")));
        assertEquals(hashed("lab\\anna") + ",INTERNAL\\sa_api,\\," + hashed("lab\\bob"), given.value("user_list"));
        assertEquals(
                "[{\"UserDirectory\":\"" + hashed("lab") + "\",\"UserId\":\"" + hashed("an\"na")
                        + "\",\"Attributes\":[{\"groups\":[\"" + hashed("hr") + "\"],\"no\":\"" + hashed("4711")
                        + "\",\"ok\":true,\"x\":null}],\"SessionId\":\"s-1\"},\n"
                        + "{\"UserDirectory\":\"INTERNAL\",\"UserId\":\"sa_api\",\"SessionId\":\"s-2\"}]",
                given.value("sessions"));
        for (String broken : new String[] {"[{\"UserId\":\"anna", "[{\"UserId\":anna}]", "anna", "\"anna\\"}) {
            assertEquals(
                    hashed(broken.toLowerCase(java.util.Locale.ROOT)),
                    pseudonyms
                            .of(event(ShippedTypes.SESSIONS, Map.of("sessions", broken)))
                            .value("sessions"),
                    "what cannot be read is one pseudonym");
        }
    }

    @Test
    void otherAttributesCanBeNamed() {
        EventType type =
                EventType.of("own", Attribute.tag("client"), Attribute.text("words"), Attribute.integer("number", ""));
        Event given =
                new Pseudonyms(KEY, Set.of("client", "number")).of(Event.of(type, 1, "10.0.0.7", "by 10.0.0.7", 3L));
        assertEquals(Event.of(type, 1, hashed("10.0.0.7"), "by " + hashed("10.0.0.7"), 3L), given);
        Event other = event(ShippedTypes.SESSION, Map.of("user_id", "anna"));
        assertSame(other, new Pseudonyms(KEY, Set.of("client")).of(other));
    }

    @Test
    void moreNamesThanAreRememberedAreNoTrouble() {
        String first = proxy("LAB", "user0", "").text("user_id");
        for (int i = 1; i < 11_000; i++) {
            assertEquals(hashed("user" + i), proxy("LAB", "user" + i, "").text("user_id"));
        }
        assertEquals(first, proxy("LAB", "user0", "").text("user_id"));
        assertTrue(Pseudonym.isPseudonym(first));
    }
}
