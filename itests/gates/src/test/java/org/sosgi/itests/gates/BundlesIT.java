package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plugins stand on the API alone: what our bundles import of each other, and who exports. */
class BundlesIT {

    /** Whose packages others may import, and who: an empty set is everybody. The API is everybody's, too. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.sosgi.http", Set.of(),
            "org.sosgi.schedule", Set.of(),
            "org.sosgi.wrap.httpclient5", Set.of("org.sosgi.http"),
            "org.sosgi.journal", Set.of("org.sosgi.engine", "org.sosgi.journal"),
            "org.sosgi.launcher",
                    Set.of("org.sosgi.config", "org.sosgi.control", "org.sosgi.deploy", "org.sosgi.launcher"));

    private static final String API = "org.sosgi.api";
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    @Test
    void pluginsImportNoPlugins() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path jar : bundles()) {
            wrong.addAll(wrongImports(name(jar), packages(jar, "Import-Package")));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void pluginsExportNothing() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path jar : bundles()) {
            List<String> exported = packages(jar, "Export-Package");
            if (!exported.isEmpty() && !name(jar).equals(API) && !LIBRARIES.containsKey(name(jar))) {
                wrong.add(name(jar) + " exports " + exported);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void classesAreLoadedByImportsAlone() throws IOException {
        for (Path jar : bundles()) {
            assertTrue(packages(jar, "DynamicImport-Package").isEmpty(), jar + " takes packages from wherever");
            assertTrue(packages(jar, "Require-Bundle").isEmpty(), jar + " requires a bundle instead of a package");
        }
    }

    @Test
    void theRuleCanFail() {
        assertFalse(wrongImports("org.sosgi.sink.file", List.of("org.sosgi.sink.mqtt"))
                .isEmpty());
        assertFalse(wrongImports("org.sosgi.sink.file", List.of("org.sosgi.launcher.control"))
                .isEmpty());
        assertTrue(wrongImports("org.sosgi.sink.file", List.of("org.sosgi.api.delivery", "org.sosgi.http", "java.util"))
                .isEmpty());
    }

    private static List<String> wrongImports(String bundle, List<String> imports) {
        return imports.stream()
                .filter(name -> name.startsWith("org.sosgi.") && !isIn(name, API) && !isIn(name, bundle))
                .filter(name -> LIBRARIES.entrySet().stream()
                        .noneMatch(library -> isIn(name, library.getKey())
                                && (library.getValue().isEmpty()
                                        || library.getValue().contains(bundle))))
                .map(name -> bundle + " imports " + name)
                .toList();
    }

    private static boolean isIn(String name, String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.walk(Built.distribution().resolve("repo/org/sosgi"))) {
            List<Path> jars =
                    files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
            assertFalse(jars.isEmpty());
            return jars;
        }
    }

    private static String name(Path jar) throws IOException {
        return headers(jar).getValue("Bundle-SymbolicName").replaceFirst(";.*", "");
    }

    private static List<String> packages(Path jar, String header) throws IOException {
        String clauses = headers(jar).getValue(header);
        if (clauses == null) {
            return List.of();
        }
        return Stream.of(QUOTED.matcher(clauses).replaceAll("").split(","))
                .map(clause -> clause.replaceFirst(";.*", "").strip())
                .toList();
    }

    private static Attributes headers(Path jar) throws IOException {
        try (var opened = new JarFile(jar.toFile())) {
            return opened.getManifest().getMainAttributes();
        }
    }
}
