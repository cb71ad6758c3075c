package org.sosgi.qlik.health;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the setting {@code .headers}. */
final class Headers {

    private static final String NAME_CHARACTERS = "!#$%&'*+-.^_`|~";

    private Headers() {}

    /**
     * @param lines each {@code Name: value}
     * @throws IllegalArgumentException if one is not; the message tells its place and nothing of it, as it may be a
     *     secret
     */
    static Map<String, String> of(String... lines) {
        var headers = new LinkedHashMap<String, String>();
        for (int i = 0; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, Math.max(0, colon));
            String value = lines[i].substring(colon + 1).strip();
            if (name.isEmpty()
                    || !name.chars().allMatch(Headers::mayBeInName)
                    || !value.chars().allMatch(c -> c >= ' ' || c == '\t')) {
                throw new IllegalArgumentException(
                        ".headers[" + i + "] must be a header in one line, such as X-My-Header: some value");
            }
            headers.put(name, value);
        }
        return headers;
    }

    private static boolean mayBeInName(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || NAME_CHARACTERS.indexOf(c) >= 0;
    }
}
