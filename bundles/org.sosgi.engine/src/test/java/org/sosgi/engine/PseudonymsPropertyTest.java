package org.sosgi.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Names that were planted into random events of all types are nowhere to be found. */
class PseudonymsPropertyTest {

    static final List<String> NAMES = List.of(
            "Anna",
            "Ann",
            "anna.müller@example.com",
            "o'brien",
            "D’Artagnan",
            "Björn Åkesson",
            "Zoë",
            "françois-xavier",
            "LAB\\jürgen",
            "corp.example.com\\Søren.Kierkegaard",
            "muñoz_98",
            "иван.петров",
            "名前太郎",
            "Ελένη",
            "þórður",
            "x+y@sub.example.org",
            "Lastname, Firstname",
            "100%sure",
            "\ud801\udc28\ud801\udc29\ud801\udc2a",
            "(Contractor) Müller-Lüdenscheidt");

    private static final List<String> DIRECTORIES = List.of("LAB", "corp.example.com", "ÖFFENTLICH", "ANNAS-PC");

    private static final Set<String> NAMING =
            Set.of("user_directory", "user_id", "user_full", "windows_user", "user_list", "sessions");

    private static final String[] AROUND = {
        "", " ", "'", "\"", "=", ";", ",", "/", "\\", "\n", "(", "user:", "%20", "%5C", "\\n", "_", "<", "UserId="
    };

    private static final byte[] KEY = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Pseudonyms pseudonyms = new Pseudonyms(KEY, Set.of("users"));

    private static Event random(Random random) {
        EventType type = ShippedTypes.ALL.get(random.nextInt(ShippedTypes.ALL.size()));
        String id = NAMES.get(random.nextInt(NAMES.size()));
        String directory = DIRECTORIES.get(random.nextInt(DIRECTORIES.size()));
        Object[] values = new Object[type.attributes().size()];
        for (int i = 0; i < values.length; i++) {
            String name = type.attributes().get(i).name();
            boolean named = type.indexOf("user_full") >= 0;
            values[i] = switch (name) {
                case "user_directory" -> directory;
                case "user_id" -> id;
                case "user_full" -> directory + '\\' + id;
                case "windows_user" -> random.nextBoolean() ? directory + '\\' + id : "";
                case "user_list" -> directory + '\\' + id + ",\\,LAB\\other";
                case "sessions" -> sessions(directory, id);
                case "message", "exception_message", "context", "command", "origin" ->
                    named && random.nextInt(4) > 0
                            ? running(random, random.nextBoolean() ? id : directory + '\\' + id)
                            : "nothing";
                default -> random.nextInt(8) == 0 ? null : name + random.nextInt(10);
            };
        }
        return Event.of(type, random.nextLong(), values);
    }

    private static String sessions(String directory, String id) {
        String written = id.replace("\\", "\\\\");
        return "[{\"UserDirectory\":\"" + directory + "\",\"UserId\":\"" + written
                + "\", \"Attributes\":[{\"mail\" : \"" + written
                + "\"},{\"no\":4711,\"ok\":true}],\"SessionId\":\"5f1b\"}]";
    }

    private static String running(Random random, String name) {
        var text = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append("Some words").append(AROUND[random.nextInt(AROUND.length - 1) + 1]);
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> name.toUpperCase(Locale.ROOT);
                        case 1 -> name.toLowerCase(Locale.ROOT);
                        default -> name;
                    });
            String after = AROUND[random.nextInt(AROUND.length)];
            text.append(after.isEmpty() || !Character.isLetterOrDigit(after.charAt(0)) ? after : " " + after);
            text.append(random.nextBoolean() ? "" : " and more ");
            if (text.charAt(text.length() - 1) != ' ') {
                text.append('.');
            }
        }
        return text.toString();
    }

    private static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    @Property(tries = 3000)
    void noPlantedNameIsLeft(@ForAll Random random) {
        Event event = random(random);
        Event given = pseudonyms.of(event);
        for (int i = 0; i < given.size(); i++) {
            if (given.value(i) instanceof String text) {
                for (String name : NAMES) {
                    assertFalse(
                            folded(text).contains(folded(name))
                                    && !"nothing".equals(text)
                                    && !isPartOfAnother(name, text),
                            () -> name + " in " + text + " of " + event);
                }
            }
        }
    }

    /** "Ann" is in the name of a field. */
    private static boolean isPartOfAnother(String name, String text) {
        return text.matches("[a-z_A-Z.]+[0-9]") && !NAMES.contains(text) && name.length() < text.length();
    }

    @Property(tries = 1000)
    void allElseIsTheSame(@ForAll Random random) {
        Event event = random(random);
        Event given = pseudonyms.of(event);
        assertEquals(event.type(), given.type());
        assertEquals(event.time(), given.time());
        for (int i = 0; i < given.size(); i++) {
            String name = event.type().attributes().get(i).name();
            boolean wordy = List.of("message", "exception_message", "context", "command", "origin")
                    .contains(name);
            if (!NAMING.contains(name) && (!wordy || "nothing".equals(event.value(i)))) {
                assertEquals(event.value(i), given.value(i), name);
            } else if (event.value(i) instanceof String text && !text.isEmpty() && !wordy) {
                assertTrue(((String) given.value(i)).contains("p-"), name);
            }
        }
    }

    @Property(tries = 1000)
    void whatWasGivenOnceIsGivenTheSameAgain(@ForAll Random random) {
        Event given = pseudonyms.of(random(random));
        assertEquals(given, pseudonyms.of(given));
    }
}
