package org.sosgi.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.api.Attribute;
import org.sosgi.api.Attribute.Kind;
import org.sosgi.api.Attribute.Role;
import org.sosgi.api.EventType;

/**
 * Where events of one type tell of persons.
 *
 * @param places that name them
 * @param running indexes of texts in which such a name may stand among other words
 */
record PersonalTexts(List<Place> places, int... running) {

    /** In the place of names of attributes: those that name people in events of the agent's own types. */
    static final String USERS = "users";

    /** How a text names people. */
    enum Form {
        /** It is a name: an id, a directory, or both. */
        NAME,
        /** Names with commas between them. */
        LIST,
        /** {@link NamesInJson}. */
        SESSIONS
    }

    /**
     * One attribute.
     *
     * @param directory where the directory of the name is told, if it is not a part of it; otherwise -1
     */
    record Place(int index, Form form, int directory) {}

    private static final String DIRECTORY = "user_directory";
    private static final String ID = "user_id";

    private static final Map<String, Form> NAMING = Map.of(
            DIRECTORY,
            Form.NAME,
            ID,
            Form.NAME,
            "user_full",
            Form.NAME,
            "windows_user",
            Form.NAME,
            "user_list",
            Form.LIST,
            "sessions",
            Form.SESSIONS);

    /** Tags that are texts of others all the same. */
    private static final Set<String> WORDY_TAGS = Set.of("command", "origin");

    /** Decoders let nothing but a UUID pass here. */
    private static final Set<String> UUIDS = Set.of("proxy_session_id", "session_id", "process_id", "execution_id");

    /** @param attributes names of attributes, and {@link #USERS} */
    static PersonalTexts of(EventType type, Set<String> attributes) {
        List<Attribute> all = type.attributes();
        List<Place> places = new ArrayList<>();
        List<Integer> running = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Attribute attribute = all.get(i);
            String name = attribute.name();
            if (attribute.kind() != Kind.TEXT) {
                continue;
            }
            Form form = attributes.contains(USERS) ? NAMING.get(name) : null;
            if (form != null || attributes.contains(name)) {
                places.add(new Place(
                        i,
                        form != null ? form : NAMING.getOrDefault(name, Form.NAME),
                        name.equals(ID) ? type.indexOf(DIRECTORY) : -1));
            } else if (attribute.role() == Role.FIELD ? !UUIDS.contains(name) : WORDY_TAGS.contains(name)) {
                running.add(i);
            }
        }
        return new PersonalTexts(
                List.copyOf(places), running.stream().mapToInt(i -> i).toArray());
    }

    boolean isEmpty() {
        return places.isEmpty();
    }
}
