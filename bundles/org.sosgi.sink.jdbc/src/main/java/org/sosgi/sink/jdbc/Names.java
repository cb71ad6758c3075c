package org.sosgi.sink.jdbc;

import java.util.Set;

/** Names of tables and columns: lower case, letters of ASCII, digits and underscores, 63 characters at most. */
final class Names {

    /** PostgreSQL's limit, the narrower one. */
    private static final int LIMIT = 63;

    /** The columns that every event table has. */
    static final Set<String> OWN_COLUMNS = Set.of("id", "time", "position", "more");

    /** How the columns of a table begin that are kept in reserve. */
    static final String RESERVE = "extra_";

    /** What every table of PostgreSQL, or of H2, has without being asked. */
    private static final Set<String> SYSTEM_COLUMNS =
            Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid", "oid", "_rowid_");

    private static final Set<String> OWN_TABLES = Set.of(
            "schema_version",
            "event_type",
            "event_column",
            "series",
            "rollup_count",
            "rollup_count_hour",
            "rollup_field",
            "rollup_perf");

    private Names() {}

    static String table(String type) {
        String name = type.equals("user") ? "user_event" : plain(type);
        return limited(OWN_TABLES.contains(name) ? name + "_" : name);
    }

    static String column(String attribute) {
        String name = plain(snakeCase(attribute));
        boolean taken = OWN_COLUMNS.contains(name) || SYSTEM_COLUMNS.contains(name) || name.startsWith(RESERVE);
        return limited(taken ? name + "_" : name);
    }

    /** {@code uaBrowserName} becomes {@code ua_browser_name}, {@code appID} {@code app_id}. */
    private static String snakeCase(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                char before = i == 0 ? '_' : name.charAt(i - 1);
                if (before >= 'a' && before <= 'z' || before >= '0' && before <= '9') {
                    text.append('_');
                }
                c = (char) (c + 'a' - 'A');
            }
            text.append(c);
        }
        return text.toString();
    }

    private static String plain(String name) {
        var text = new StringBuilder(name);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                text.setCharAt(i, '_');
            }
        }
        return text.toString();
    }

    /** Cuts a name that is too long, with a number at its end that differs where the names did. */
    static String limited(String name) {
        if (name.length() <= LIMIT) {
            return name;
        }
        String hash = "_" + Integer.toHexString(name.hashCode());
        return name.substring(0, LIMIT - hash.length()) + hash;
    }
}
