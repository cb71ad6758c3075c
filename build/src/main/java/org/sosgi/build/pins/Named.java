package org.sosgi.build.pins;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.sosgi.build.Xml;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What the POMs of the tree name themselves: dependencies, plugins, plugins' dependencies, imported POMs. */
final class Named {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "src", "var");
    private static final String OURS = "org.sosgi";

    private Named() {}

    /** Returns the paths below a repository of the POMs of all that is named with a version, each with the POM that names it. */
    static Map<String, Path> pathsIn(Path tree) throws IOException {
        List<Path> poms = new ArrayList<>();
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skip = !folder.equals(tree)
                        && NOT_OURS.contains(folder.getFileName().toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.getFileName().toString().equals("pom.xml")) {
                    poms.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Map<String, String> properties = properties(read(tree.resolve("pom.xml")));
        Map<String, Path> paths = new HashMap<>();
        for (Path pom : poms) {
            Element project = read(pom);
            Map<String, String> known = new HashMap<>(properties);
            known.putAll(properties(project));
            for (String kind : List.of("dependency", "plugin", "path")) {
                for (Element named : Xml.all(project, kind)) {
                    String group = resolved(Xml.text(named, "groupId", "org.apache.maven.plugins"), known);
                    String version = resolved(Xml.text(named, "version", ""), known);
                    if (!version.isEmpty() && !group.startsWith(OURS) && !group.equals("${project.groupId}")) {
                        String artifact = Xml.text(named, "artifactId", "");
                        paths.put(
                                group.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-"
                                        + version + ".pom",
                                pom);
                    }
                }
            }
        }
        return paths;
    }

    private static Element read(Path pom) throws IOException {
        try {
            return Xml.read(pom);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(pom + " is not XML", e);
        }
    }

    private static Map<String, String> properties(Element project) {
        Map<String, String> properties = new HashMap<>();
        Element parent = Xml.child(project, "properties");
        if (parent != null) {
            Xml.children(parent)
                    .forEach(p ->
                            properties.put(p.getTagName(), p.getTextContent().strip()));
        }
        return properties;
    }

    private static String resolved(String text, Map<String, String> properties) {
        if (text.startsWith("${") && text.endsWith("}")) {
            return properties.getOrDefault(text.substring(2, text.length() - 1), text);
        }
        return text;
    }
}
