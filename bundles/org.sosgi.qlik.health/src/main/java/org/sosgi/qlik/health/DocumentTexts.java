package org.sosgi.qlik.health;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A list of documents as an event tells it, each text a JSON array.
 *
 * @param ids in the order received
 * @param names of those that are apps, sorted by UTF-16 units, an id where no name is known; one name may be there
 *     several times
 * @param sessionIds of those that are session apps, which have no names, sorted likewise
 */
record DocumentTexts(String ids, String names, String sessionIds) {

    /** What a reply without the list has to tell. */
    static final DocumentTexts NONE = new DocumentTexts(null, null, null);

    private static final String SESSION_APP = "SessionApp";

    /**
     * A longer array is not told, so that an event never gets too large for the journal: nine of these, with three
     * bytes for each character, are less than the 16 MiB it takes.
     */
    static final int LONGEST = 500_000;

    static DocumentTexts of(List<String> ids, UnaryOperator<String> nameOf) {
        return new DocumentTexts(
                array(ids),
                array(ids.stream()
                        .filter(id -> !id.startsWith(SESSION_APP))
                        .map(nameOf)
                        .sorted()
                        .toList()),
                array(ids.stream()
                        .filter(id -> id.startsWith(SESSION_APP))
                        .sorted()
                        .toList()));
    }

    private static String array(List<String> texts) {
        var json = new StringBuilder("[");
        for (String text : texts) {
            json.append(json.length() == 1 ? "\"" : ",\"");
            JsonStringEncoder.getInstance().quoteAsString(text, json);
            json.append('"');
            if (json.length() > LONGEST) {
                return null;
            }
        }
        return json.append(']').toString();
    }
}
