package org.sosgi.engine;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Events as a sink gets them that is not to learn who somebody is. In the place of a name stands a keyed hash of it, the same for the
 * same name, whatever its case, at any time and for every sink: one can group by it and count it. Where a name of the event stands in
 * running text of the same event it is replaced there, too. All else stays as it is, and what was replaced before is not changed again.
 *
 * <p>What this cannot find: persons that running text tells and the event's own attributes do not; names that are written otherwise there
 * (abbreviated, inflected, with escapes of other kinds than those of URLs) or that were cut off; and names of fewer than three letters.
 *
 * <p>For one thread.
 */
final class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 8;
    private static final int REMEMBERED_NAMES = 10_000;
    private static final int LONGEST_REMEMBERED = 512;
    private static final int REMEMBERED_TYPES = 256;

    private final Mac mac;
    private final Set<String> attributes;
    private final UnaryOperator<String> hash = this::hash;
    private final RunningText running = new RunningText();

    /** By identity: the types of one segment of the journal are the same objects. */
    private final Map<EventType, PersonalTexts> types = new IdentityHashMap<>();

    private final Map<String, Pseudonym> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pseudonym> eldest) {
            return size() > REMEMBERED_NAMES;
        }
    };

    private EventType latestType;
    private PersonalTexts latestTexts;

    /** @param attributes names of attributes; {@link PersonalTexts#USERS} stands for those that name people in events of our own types */
    Pseudonyms(byte[] key, Set<String> attributes) {
        this.attributes = Set.copyOf(attributes);
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** In the list's order; the list is not changed. */
    List<Event> of(List<Event> events) {
        List<Event> replaced = new ArrayList<>(events.size());
        for (Event event : events) {
            replaced.add(of(event));
        }
        return replaced;
    }

    /** Returns the same object if it names nobody. */
    Event of(Event event) {
        PersonalTexts texts = texts(event.type());
        if (texts.isEmpty()) {
            return event;
        }
        Object[] values = null;
        running.clear();
        for (PersonalTexts.Place place : texts.places()) {
            if (event.value(place.index()) instanceof String text && !text.isEmpty()) {
                String replaced = replaced(event, place, text);
                if (!replaced.equals(text)) {
                    values = values == null ? valuesOf(event) : values;
                    values[place.index()] = replaced;
                }
            }
        }
        if (!running.looksForNothing()) {
            for (int index : texts.running()) {
                if (event.value(index) instanceof String text) {
                    String replaced = running.replaced(text);
                    if (replaced != text) {
                        values = values == null ? valuesOf(event) : values;
                        values[index] = replaced;
                    }
                }
            }
        }
        return values == null ? event : Event.of(event.type(), event.time(), values);
    }

    private PersonalTexts texts(EventType type) {
        if (type != latestType) {
            if (types.size() >= REMEMBERED_TYPES) {
                types.clear();
            }
            latestTexts = types.computeIfAbsent(type, t -> PersonalTexts.of(t, attributes));
            latestType = type;
        }
        return latestTexts;
    }

    private static Object[] valuesOf(Event event) {
        Object[] values = new Object[event.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = event.value(i);
        }
        return values;
    }

    private String replaced(Event event, PersonalTexts.Place place, String text) {
        switch (place.form()) {
            case LIST:
                return list(text);
            case SESSIONS:
                String json = NamesInJson.replaced(
                        text, name -> name.isEmpty() ? name : pseudonym(name).text());
                return json == null ? hash(text) : json;
            default:
                if (place.directory() >= 0
                        && event.value(place.directory()) instanceof String directory
                        && Pseudonym.isTechnical(directory)) {
                    return text;
                }
                Pseudonym pseudonym = pseudonym(text);
                running.lookFor(pseudonym.needles());
                return pseudonym.text();
        }
    }

    /** Names with commas between them. */
    private String list(String text) {
        var out = new StringBuilder(text.length());
        for (int from = 0; from <= text.length(); ) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            String name = text.substring(from, end);
            // A session of nobody is told as a lone backslash.
            out.append(
                    name.isEmpty() || name.equals("\\") ? name : pseudonym(name).text());
            if (comma >= 0) {
                out.append(',');
            }
            from = end + 1;
        }
        return out.toString();
    }

    private Pseudonym pseudonym(String name) {
        if (name.length() > LONGEST_REMEMBERED) {
            return Pseudonym.of(name, hash);
        }
        Pseudonym known = names.get(name);
        if (known == null) {
            known = Pseudonym.of(name, hash);
            names.put(name, known);
        }
        return known;
    }

    private String hash(String name) {
        byte[] digest = mac.doFinal(Pseudonym.folded(name).getBytes(StandardCharsets.UTF_8));
        return Pseudonym.text(HexFormat.of().formatHex(digest, 0, HASH_BYTES));
    }
}
