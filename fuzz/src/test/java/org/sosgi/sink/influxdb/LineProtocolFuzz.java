package org.sosgi.sink.influxdb;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.fuzz.Budget;
import org.sosgi.fuzz.Cut;

/** Whatever texts an event has, they stay where they belong: one line, these tags, these fields. */
class LineProtocolFuzz {

    private static final long TIME = 1_789_374_291_123_456_789L;

    private static final Map<Version, LineEncoder> ENCODERS = new EnumMap<>(Version.class);

    static {
        for (Version version : Version.values()) {
            var planner = new Planner(Catalogue.of(Layout.STANDARD), version, Planner.Schema.COMPATIBLE, false);
            ENCODERS.put(version, new LineEncoder(planner));
        }
    }

    /** Version; then the texts of two tags, of a tag that a rule added, and of a field; then what the names of these end in. */
    @FuzzTest
    @DictionaryEntries({"\\", "\\\\", "\\,", "\\=", "\\ ", "\"", ",a=b c=1 1"})
    void comesBackAsItWas(byte[] bytes) throws Exception {
        var given = new Given(new Cut(bytes));
        Budget.spend(() -> {
            LineProtocol read = LineProtocol.read(given.written(), false);
            equal("measurement", "fuzz_event", read.measurement());
            equal("tags", given.tags(), read.tags());
            equal("fields", given.fields(), read.fields());
            equal("time", Long.toString(TIME), read.time());
        });
    }

    /** A reader that takes two backslashes for one may read other texts, but no other tags and fields. */
    @FuzzTest
    @DictionaryEntries({"\\", "\\\\", "\\,", "\\=", "\\ ", ",a\\=b\\ c\\=1"})
    void keepsItsPlaceForEveryServer(byte[] bytes) throws Exception {
        var given = new Given(new Cut(bytes));
        Budget.spend(() -> {
            LineProtocol read = LineProtocol.read(given.written(), true);
            equal("number of tags", given.tags().size(), read.tags().size());
            equal("number of fields", given.fields().size(), read.fields().size());
            equal("time", Long.toString(TIME), read.time());
        });
    }

    private static void equal(String what, Object wanted, Object read) {
        if (!wanted.equals(read)) {
            throw new AssertionError(what + ": wanted " + wanted + ", read " + read);
        }
    }

    private static final class Given {

        private final Version version;
        private final String first;
        private final String second;
        private final String added;
        private final String field;
        private final String nameEnd;

        Given(Cut in) {
            version = Version.values()[in.number() % 3];
            first = in.text();
            second = in.text();
            added = in.text();
            field = in.text();
            nameEnd = in.text();
        }

        String written() {
            EventType type = EventType.of(
                    "fuzz.event",
                    Attribute.tag("first"),
                    Attribute.tag("second" + nameEnd),
                    Attribute.text("field" + nameEnd),
                    Attribute.integer("number", ""),
                    Attribute.tag(Attribute.CATEGORY_PREFIX + "added" + nameEnd));
            Event event = Event.of(type, TIME, first, second, field, 5L, added);
            var buffer = new LineBuffer(16);
            String refused = ENCODERS.get(version).encode(event, buffer);
            if (refused != null) {
                throw new AssertionError("refused: " + refused);
            }
            return new String(buffer.copy(), StandardCharsets.UTF_8);
        }

        Map<String, String> tags() {
            Map<String, String> tags = new TreeMap<>();
            put(tags, "first", first);
            put(tags, "second" + nameEnd, second);
            put(tags, "added" + nameEnd, added);
            return tags;
        }

        Map<String, String> fields() {
            return new TreeMap<>(Map.of("field" + tagged(nameEnd), "\"" + utf8(field), "number", "5i"));
        }

        private static void put(Map<String, String> tags, String name, String text) {
            String value = tagged(text);
            if (!value.isEmpty()) {
                tags.put(tagged(name), value);
            }
        }

        /** As the original has it: no backslashes at the end; line ends and tabs as letters behind a backslash. */
        private static String tagged(String text) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '\\') {
                end--;
            }
            return utf8(text.substring(0, end)
                    .replace("\n", "\\n")
                    .replace("\r", "\\r")
                    .replace("\t", "\\t"));
        }

        /** Halves of characters become U+FFFD, each. */
        private static String utf8(String text) {
            var whole = new StringBuilder();
            text.codePoints()
                    .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                    .forEach(whole::appendCodePoint);
            return whole.toString();
        }
    }
}
