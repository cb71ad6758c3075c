package org.sosgi.history;

import java.util.ArrayList;
import java.util.List;

/** A statement and its parameters. Names come from the catalogue and are quoted; values are always parameters. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    Sql(String text) {
        this.text.append(text);
    }

    /** Adds text, which must not come from outside. */
    Sql add(String more) {
        text.append(more);
        return this;
    }

    Sql name(String name) {
        text.append('"').append(name.replace("\"", "\"\"")).append('"');
        return this;
    }

    Sql names(Iterable<String> names) {
        String separator = "";
        for (String name : names) {
            text.append(separator);
            name(name);
            separator = ", ";
        }
        return this;
    }

    Sql value(Object value) {
        text.append('?');
        parameters.add(value);
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
