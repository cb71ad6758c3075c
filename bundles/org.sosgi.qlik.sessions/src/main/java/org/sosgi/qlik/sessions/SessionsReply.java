package org.sosgi.qlik.sessions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.sosgi.qlik.rest.JsonReply;

/**
 * What a proxy answers to {@code /qps/PREFIX/session}: {@code
 * [{"UserDirectory":…,"UserId":…,"Attributes":[…],"SessionId":…}, …]}.
 *
 * @param text the reply as received; null if it is longer than {@value #LONGEST_TEXT} bytes
 */
record SessionsReply(List<Session> sessions, String text) {

    private static final int MOST_SESSIONS = 100_000;

    /**
     * With these an event never gets too large for the journal: even if every byte becomes one of three, both are less
     * than the 16 MiB it takes.
     */
    static final int LONGEST_TEXT = 4_000_000;

    static final int LONGEST_USER_LIST = 1_000_000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @throws IOException if the body is not a JSON array */
    static SessionsReply of(byte[] body) throws IOException {
        List<Session> sessions = JsonReply.read(
                body, JsonToken.START_ARRAY, "the JSON array of a proxy's sessions", SessionsReply::sessions);
        return new SessionsReply(sessions, body.length > LONGEST_TEXT ? null : text(body));
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).strip();
    }

    private static List<Session> sessions(JsonParser in) throws IOException {
        var sessions = new ArrayList<Session>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (sessions.size() == MOST_SESSIONS) {
                throw new IOException("the reply has more than " + MOST_SESSIONS + " sessions");
            }
            sessions.add(session(in));
        }
        return sessions;
    }

    /** An entry that is no object counts as a session of which nothing is known. */
    private static Session session(JsonParser in) throws IOException {
        String id = null;
        String directory = null;
        String userId = null;
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return new Session(null, null, null);
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String member = in.currentName();
            in.nextToken();
            switch (member) {
                case "SessionId" -> id = text(in);
                case "UserDirectory" -> directory = text(in);
                case "UserId" -> userId = text(in);
                default -> in.skipChildren();
            }
        }
        return new Session(id, directory, userId);
    }

    /** Returns a number or a truth value as the reply writes it. */
    private static String text(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return in.getText();
        }
        in.skipChildren();
        return null;
    }

    /**
     * Returns every user once, in order of first appearance, with commas between; null if that is too long to be told.
     */
    String userList() {
        var users = new LinkedHashSet<String>();
        for (Session session : sessions) {
            users.add(session.user());
        }
        String list = String.join(",", users);
        return list.length() <= LONGEST_USER_LIST ? list : null;
    }
}
