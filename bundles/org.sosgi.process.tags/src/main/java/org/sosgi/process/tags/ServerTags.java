package org.sosgi.process.tags;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server and its tags, from JSON such as {@code
 * {"host":"sense1.example.com","name":"sense1","tags":{"server_group":"DEV"}}}.
 *
 * @param host without port
 * @param tags in the order of the JSON
 */
record ServerTags(String host, String name, List<Tag> tags) {

    /**
     * @param at where it stands, for the message
     * @throws IllegalArgumentException if it is something else
     */
    static ServerTags of(String at, String json) {
        Map<String, Object> server;
        try {
            server = JSON.std.mapFrom(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(at + " is not a JSON object: " + e.getMessage(), e);
        }
        for (String member : server.keySet()) {
            if (!List.of("host", "name", "tags").contains(member)) {
                throw new IllegalArgumentException(at + "." + member + " is not known, only host, name and tags");
            }
        }
        return new ServerTags(
                text(at + ".host", server.get("host")),
                text(at + ".name", server.get("name")),
                tags(at + ".tags", server.get("tags")));
    }

    private static List<Tag> tags(String at, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException(at + " must be an object of names and texts");
        }
        var tags = new ArrayList<Tag>();
        members.forEach((name, text) -> {
            if (name.equals("")) {
                throw new IllegalArgumentException(at + " has a tag without a name");
            }
            tags.add(Tag.of((String) name, text(at + "." + name, text)));
        });
        return List.copyOf(tags);
    }

    /** Numbers and truth values are taken as they are written: in YAML they need no quotes, so they do get here. */
    private static String text(String at, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException(at + " must be a text");
    }
}
