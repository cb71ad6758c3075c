package org.sosgi.build.sbom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Evidence;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.component.evidence.Occurrence;
import org.cyclonedx.model.license.Expression;

/**
 * The CycloneDX bill of materials of a program folder: its jars, and below our own the libraries they have inside, each with package URL,
 * SHA-256, licence and places. The same folder gives the same text: no time, and a serial number made from the content.
 */
public final class BillOfMaterials {

    private final Path program;
    private final Path repository;
    private final Licences licences;
    private final Embedded embedded;

    /** @param repository where Maven keeps the POMs of the libraries, and the jars of those inside ours */
    public BillOfMaterials(Path program, Path repository) throws IOException {
        this.program = program;
        this.repository = repository;
        this.licences = new Licences(repository);
        this.embedded = new Embedded(repository);
    }

    /**
     * Returns it as JSON.
     *
     * @throws IOException if something ships whose origin or licence is not known or not allowed
     */
    public String json(String version) throws IOException {
        var bom = new Bom();
        SortedSet<Coordinates> unused = embedded.libraries();
        for (Map.Entry<Coordinates, List<Path>> jar : Shipped.in(program).entrySet()) {
            Component component = component(jar.getKey(), jar.getValue());
            if (jar.getKey().isOurs()) {
                SortedSet<Coordinates> inside =
                        embedded.in(program.resolve(jar.getValue().get(0)));
                unused.removeAll(inside);
                for (Coordinates library : inside) {
                    component.addComponent(library(library));
                }
            }
            bom.addComponent(component);
        }
        if (!unused.isEmpty()) {
            throw new IOException("embedded.txt names what no jar of ours has inside: " + unused);
        }
        bom.setMetadata(metadata(version));
        bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(text(bom).getBytes(StandardCharsets.UTF_8)));
        return text(bom) + "\n";
    }

    private Component component(Coordinates what, List<Path> places) throws IOException {
        SortedSet<String> hashes = new TreeSet<>();
        List<Occurrence> occurrences = new ArrayList<>();
        for (Path place : places) {
            hashes.add(org.sosgi.build.Hash.of(program.resolve(place)));
            var occurrence = new Occurrence();
            occurrence.setLocation(place.toString().replace('\\', '/'));
            occurrences.add(occurrence);
        }
        if (hashes.size() > 1) {
            throw new IOException(what + " ships in " + places + " with different content");
        }
        Component component = component(what, hashes.first());
        var evidence = new Evidence();
        evidence.setOccurrences(occurrences);
        component.setEvidence(evidence);
        return component;
    }

    /** What is inside a jar of ours is told by the hash of the jar it was taken from. */
    private Component library(Coordinates what) throws IOException {
        Component component = component(what, org.sosgi.build.Hash.of(what.in(repository)));
        component.setBomRef(what.purl() + "#inside");
        return component;
    }

    private Component component(Coordinates what, String hash) throws IOException {
        var component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setBomRef(what.purl());
        component.setGroup(what.group());
        component.setName(what.artifact());
        component.setVersion(what.version());
        component.setPurl(what.purl());
        component.addHash(new Hash(Hash.Algorithm.SHA_256, hash));
        component.setLicenses(licence(licences.of(what)));
        return component;
    }

    private static LicenseChoice licence(String expression) {
        var choice = new LicenseChoice();
        choice.setExpression(new Expression(expression));
        return choice;
    }

    private static Metadata metadata(String version) {
        var program = new Component();
        program.setType(Component.Type.APPLICATION);
        program.setBomRef("sosgi");
        program.setName("sosgi");
        program.setVersion(version);
        program.setLicenses(licence("Apache-2.0"));
        var metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(program);
        return metadata;
    }

    private static String text(Bom bom) throws IOException {
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
        } catch (GeneratorException e) {
            throw new IOException("the bill of materials cannot be written", e);
        }
    }
}
