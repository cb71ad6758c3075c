package org.sosgi.config;

import java.util.List;

/** The agent's history has a place that can be found, and room. */
final class HistoryConcern implements Concern {

    private static final String URL = "sosgi.history.url";
    /** Those of the JDBC sink. */
    private static final List<String> DATABASES = List.of("jdbc:h2:", "jdbc:postgresql:");

    private static final String SIZE = "sosgi.history.maxSizeMiB";
    private static final String PASSWORD = "sosgi.history.password";
    private static final long LEAST_SIZE = 16;

    @Override
    public void check(Section file, List<Problem> problems) {
        if (!HistoryTranslation.on(file)) {
            return;
        }
        String url = file.text(URL, "");
        // The address may hold a password, so it is not shown.
        if (!url.isEmpty() && DATABASES.stream().noneMatch(url::startsWith)) {
            String text =
                    "is no database that the history can be kept in; it must begin with jdbc:h2: or jdbc:postgresql:,"
                            + " such as jdbc:postgresql://localhost/sosgi";
            problems.add(Problem.error(file.line(URL), ROOT + URL, text));
        }
        long size = file.number(SIZE, 0);
        if (size > 0 && size < LEAST_SIZE) {
            String text = size + " is too small; it must be " + LEAST_SIZE + " or more, or 0 for no limit";
            problems.add(Problem.error(file.line(SIZE), ROOT + SIZE, text));
        }
        boolean unknown = file.text("sosgi.history.username", "").isEmpty();
        if (!file.text(PASSWORD, "").isEmpty() && unknown) {
            String text = "a password needs a username; add it, or take the password out";
            problems.add(Problem.error(file.line(PASSWORD), ROOT + PASSWORD, text));
        }
    }
}
