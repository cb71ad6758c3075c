package org.sosgi.build.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.sosgi.build.Xml;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Under which licence a library comes, as an SPDX expression: what its POM or the next of its parents tells. {@code licences.txt} says
 * what the names in POMs mean ({@code name NAME = SPDX}) and which expression holds for one library though it is not on the list of
 * those allowed, or though its POM tells less than the whole ({@code library GROUP:ARTIFACT = EXPRESSION = REASON}).
 */
final class Licences {

    /** Those allowed without a reason. */
    static final Set<String> ALLOWED = Set.of(
            "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "EPL-2.0", "CC0-1.0", "Unlicense");

    private static final String LIST = "licences.txt";
    private static final int PARENTS = 10;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> libraries = new HashMap<>();
    private final Path repository;

    Licences(Path repository) throws IOException {
        this.repository = repository;
        try (InputStream in = Licences.class.getResourceAsStream(LIST)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::line);
        }
    }

    private void line(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String[] parts = line.split(" = ");
        if (line.startsWith("name ") && parts.length == 2) {
            names.put(parts[0].substring("name ".length()).strip(), parts[1].strip());
        } else if (line.startsWith("library ") && parts.length == 3) {
            libraries.put(parts[0].substring("library ".length()).strip(), parts[1].strip());
        } else {
            throw new IllegalStateException(
                    LIST + ": must be `name NAME = SPDX` or `library G:A = SPDX = REASON`: " + line);
        }
    }

    /**
     * Returns the licence of a library.
     *
     * @throws IOException if it has none that is allowed, with what to do
     */
    String of(Coordinates library) throws IOException {
        if (library.isOurs()) {
            return "Apache-2.0";
        }
        String excepted = libraries.get(library.group() + ":" + library.artifact());
        if (excepted != null) {
            return excepted;
        }
        List<String> expressions = new ArrayList<>();
        for (String name : declared(library)) {
            String expression = names.getOrDefault(name, name);
            if (!ALLOWED.contains(expression)) {
                throw new IOException(library + ": its licence is `" + name + "`, which is none of "
                        + ALLOWED.stream().sorted().toList() + "; do without it, or say in " + LIST
                        + " why it must be");
            }
            expressions.add(expression);
        }
        return String.join(" OR ", expressions);
    }

    private List<String> declared(Coordinates library) throws IOException {
        Path pom = library.pom(repository);
        for (int level = 0; level < PARENTS && Files.exists(pom); level++) {
            Element project = read(pom);
            Element licences = Xml.child(project, "licenses");
            if (licences != null) {
                return Xml.children(licences).stream()
                        .map(licence -> Xml.text(licence, "name", ""))
                        .toList();
            }
            Element parent = Xml.child(project, "parent");
            if (parent == null) {
                break;
            }
            pom = new Coordinates(
                            Xml.text(parent, "groupId", ""),
                            Xml.text(parent, "artifactId", ""),
                            Xml.text(parent, "version", ""),
                            "")
                    .pom(repository);
        }
        throw new IOException(library + ": neither " + library.pom(repository) + " nor its parents tell a licence");
    }

    private static Element read(Path pom) throws IOException {
        try {
            return Xml.read(pom);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " cannot be read", e);
        }
    }
}
