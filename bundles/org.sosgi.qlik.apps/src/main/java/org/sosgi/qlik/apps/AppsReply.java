package org.sosgi.qlik.apps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.sosgi.qlik.rest.JsonReply;

/** Reads what a repository answers to {@code /qrs/app}: {@code [{"id":…,"name":…, …}, …]}. */
final class AppsReply {

    private final int mostApps;
    private final long mostCharacters;
    private final Map<String, String> names = new HashMap<>();
    private long characters;

    private AppsReply(int mostApps, long mostCharacters) {
        this.mostApps = mostApps;
        this.mostCharacters = mostCharacters;
    }

    /**
     * @param mostCharacters of all ids and names together
     * @return names by id, immutable; of two apps with one id the first counts, one without id or name does not
     * @throws IOException if the body is not a JSON array, or has more than can be kept
     */
    static Map<String, String> names(byte[] body, int mostApps, long mostCharacters) throws IOException {
        var reply = new AppsReply(mostApps, mostCharacters);
        return JsonReply.read(body, JsonToken.START_ARRAY, "the JSON array of a repository's apps", in -> {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                reply.app(in);
            }
            return Map.copyOf(reply.names);
        });
    }

    private void app(JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        String id = null;
        String name = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            JsonToken token = in.nextToken();
            if (token != JsonToken.VALUE_STRING) {
                in.skipChildren();
            } else if (member.equals("id")) {
                id = in.getText();
            } else if (member.equals("name")) {
                name = in.getText();
            }
        }
        if (id != null && name != null && names.putIfAbsent(id, name) == null) {
            characters += id.length() + name.length();
            if (names.size() > mostApps || characters > mostCharacters) {
                throw new IOException("the reply has more than " + mostApps + " apps, or ids and names of more than "
                        + mostCharacters + " characters: the names stay as they were");
            }
        }
    }
}
