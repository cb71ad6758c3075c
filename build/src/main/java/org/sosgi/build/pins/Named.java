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
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What the POMs of the tree name themselves: dependencies, plugins, plugins' dependencies, imported POMs. A version that is only
 * managed counts where something uses it.
 */
final class Named {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "src", "var");
    private static final Set<String> MANAGEMENT = Set.of("dependencyManagement", "pluginManagement");
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
        Element root = read(tree.resolve("pom.xml"));
        Map<String, String> properties = properties(root);
        Map<String, String> managed = new HashMap<>();
        for (Element element : named(root)) {
            if (isManagement(element)) {
                managed.put(key(element), version(element, properties));
            }
        }
        Map<String, Path> paths = new HashMap<>();
        for (Path pom : poms) {
            Element project = read(pom);
            Map<String, String> known = new HashMap<>(properties);
            known.putAll(properties(project));
            for (Element element : named(project)) {
                if (!isManagement(element) || Xml.text(element, "scope", "").equals("import")) {
                    String version = version(element, known);
                    String used = version.isEmpty() ? managed.getOrDefault(key(element), "") : version;
                    if (!used.isEmpty()
                            && !key(element).startsWith(OURS)
                            && !key(element).startsWith("${")) {
                        paths.put(path(key(element), used), pom);
                    }
                }
            }
        }
        return paths;
    }

    private static List<Element> named(Element project) {
        List<Element> elements = new ArrayList<>(Xml.all(project, "dependency"));
        elements.addAll(Xml.all(project, "plugin"));
        elements.addAll(Xml.all(project, "path"));
        elements.removeIf(element -> Xml.child(element, "artifactId") == null);
        return elements;
    }

    private static boolean isManagement(Element element) {
        Node list = element.getParentNode().getParentNode();
        return MANAGEMENT.contains(list.getNodeName());
    }

    private static String key(Element element) {
        return Xml.text(element, "groupId", "org.apache.maven.plugins") + ":" + Xml.text(element, "artifactId", "");
    }

    private static String version(Element element, Map<String, String> properties) {
        return resolved(Xml.text(element, "version", ""), properties);
    }

    private static String path(String key, String version) {
        String artifact = key.substring(key.indexOf(':') + 1);
        String group = key.substring(0, key.indexOf(':')).replace('.', '/');
        return group + "/" + artifact + "/" + version + "/" + artifact + "-" + version + ".pom";
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
