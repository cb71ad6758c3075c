package org.sosgi.config;

import java.util.List;

/** Who may come in, as lists of the file say it: addresses, networks, host names. */
final class AllowedSources {

    private AllowedSources() {}

    /**
     * Tells entries that let nobody in.
     *
     * @param severity of such an entry
     */
    static void check(Section file, String path, Problem.Severity severity, List<Problem> problems) {
        int index = 0;
        for (Node item : file.items(path)) {
            if (item instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
                String wrong = wrong(text.strip());
                if (!wrong.isEmpty()) {
                    String told = Mistake.shown(scalar) + " lets nobody in: " + wrong;
                    problems.add(new Problem(severity, item.line(), Concern.ROOT + path + "[" + index + "]", told));
                }
            }
            index++;
        }
    }

    /** Returns what is wrong with an entry, and what would be right; empty if it can be used. */
    private static String wrong(String entry) {
        if (!org.sosgi.network.Network.isLiteral(entry)) {
            return Formats.matches("hostname", entry)
                    ? ""
                    : "it is no host name; write a name, an address, or a network such as 10.1.0.0/16";
        }
        try {
            org.sosgi.network.Network.of(entry);
            return "";
        } catch (IllegalArgumentException e) {
            return Texts.clean(e.getMessage(), 200);
        }
    }
}
