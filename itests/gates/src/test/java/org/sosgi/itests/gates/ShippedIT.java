package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sosgi.build.Hash;
import org.sosgi.build.sbom.BillOfMaterials;

/** The bill of materials in the distribution says what ships, all of it and nothing else. */
class ShippedIT {

    /** The text of this is the same for all, so that one META-INF/LICENSE serves. */
    private static final String COMMON = "Apache-2.0";

    /** Those that ask for nothing. */
    private static final Set<String> FREE = Set.of("MIT-0", "CC0-1.0", "Unlicense");

    private static Path file;
    private static Bom bom;

    @BeforeAll
    static void read() throws ParseException {
        file = Built.distribution().resolve("sbom.json");
        assertTrue(Files.exists(file), "the distribution has no sbom.json");
        bom = new JsonParser().parse(file.toFile());
    }

    @Test
    void isCycloneDx16() throws IOException {
        assertEquals(List.of(), new JsonParser().validate(file.toFile(), Version.VERSION_16));
    }

    @Test
    void namesTheJarsThatAreThereAndNoOthers() throws IOException {
        SortedMap<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Built.distribution())) {
            files.filter(f -> f.toString().endsWith(".jar"))
                    .forEach(jar -> there.put(
                            Built.distribution().relativize(jar).toString().replace('\\', '/'), Hash.of(jar)));
        }
        SortedMap<String, String> told = new TreeMap<>();
        for (Component component : bom.getComponents()) {
            String hash = component.getHashes().get(0).getValue();
            component.getEvidence().getOccurrences().forEach(place -> told.put(place.getLocation(), hash));
        }
        assertEquals(there, told);
    }

    @Test
    void eachHasPackageUrlHashAndLicence() {
        List<String> without = new ArrayList<>();
        Stream<Component> inside = bom.getComponents().stream()
                .filter(c -> c.getComponents() != null)
                .flatMap(c -> c.getComponents().stream());
        Stream.concat(bom.getComponents().stream(), inside)
                .filter(c -> c.getPurl() == null
                        || c.getHashes() == null
                        || c.getLicenses() == null
                        || c.getLicenses().getExpression() == null)
                .forEach(c -> without.add(c.getName()));
        assertEquals(List.of(), without);
    }

    @Test
    void isWhatWouldBeWrittenNow() throws IOException {
        String now = new BillOfMaterials(Built.distribution(), Built.repository()).json(Built.version());
        assertEquals(now, Files.readString(file));
    }

    /** Who passes a library on passes its licence on: Apache and MIT both ask for their text. */
    @Test
    void jarsWithLibrariesInsideHaveTheirLicences() throws IOException {
        List<String> without = new ArrayList<>();
        for (Component component : bom.getComponents()) {
            if (component.getComponents() == null) {
                continue;
            }
            Path jar = Built.distribution()
                    .resolve(component.getEvidence().getOccurrences().get(0).getLocation());
            try (var opened = new JarFile(jar.toFile())) {
                for (Component library : component.getComponents()) {
                    String licence = library.getLicenses().getExpression().getValue();
                    String text = licence.equals(COMMON)
                            ? "META-INF/LICENSE"
                            : "META-INF/licenses/" + library.getName() + ".txt";
                    if (opened.getEntry(text) == null && !FREE.contains(licence)) {
                        without.add(component.getName() + ": " + text + " for " + library.getName());
                    }
                }
            }
        }
        assertEquals(List.of(), without);
    }
}
