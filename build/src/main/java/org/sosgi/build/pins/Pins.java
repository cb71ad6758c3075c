package org.sosgi.build.pins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash pins of the build.
 *
 * <pre>
 * check   REPOSITORY LIST TREE   nothing in the repository differs from its pin; all that the POMs of the tree name is pinned
 * compare REPOSITORY LIST        the repository, which a build from nothing has filled, has what is pinned and nothing else
 * write   REPOSITORY LIST        pins what such a repository has
 * </pre>
 */
public final class Pins {

    private static final int SHOWN = 30;

    private Pins() {}

    public static void main(String[] words) throws IOException {
        Path repository = Path.of(words[1]);
        Path list = Path.of(words[2]);
        switch (words[0]) {
            case "write" -> PinList.of(repository).write(list);
            case "compare" -> end(compare(repository, list), list);
            case "check" -> end(check(repository, list, Path.of(words[3])), list);
            default -> throw new IllegalArgumentException("check, compare or write, not " + words[0]);
        }
    }

    /** Returns what a build from nothing took that is pinned otherwise or not at all, and what is pinned without need. */
    public static List<String> compare(Path repository, Path list) throws IOException {
        return PinList.read(list).differencesTo(PinList.of(repository));
    }

    /** Returns what differs from its pin, and what the tree's POMs name that has none. */
    public static List<String> check(Path repository, Path list, Path tree) throws IOException {
        PinList pins = PinList.read(list);
        List<String> wrong = new ArrayList<>(pins.differencesIn(repository));
        Named.pathsIn(tree).forEach((path, pom) -> {
            if (!pins.hashes().containsKey(path)) {
                wrong.add(path + " is named in " + pom + " and not pinned");
            }
        });
        return wrong;
    }

    private static void end(List<String> wrong, Path list) {
        if (wrong.isEmpty()) {
            return;
        }
        wrong.stream().limit(SHOWN).forEach(System.err::println);
        System.err.println(
                wrong.size() + " differences to " + list
                        + ". If a version was changed on purpose: ./sosgi pins writes the list anew; look at what changes in it.");
        System.exit(1);
    }
}
