package org.sosgi.build.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.JarFile;

/**
 * What a jar is called in a Maven repository.
 *
 * @param classifier empty if it has none
 */
record Coordinates(String group, String artifact, String version, String classifier)
        implements Comparable<Coordinates> {

    private static final String OURS = "org.sosgi";

    /** Reads {@code group:artifact:version}. */
    static Coordinates parse(String text) {
        String[] parts = text.split(":");
        if (parts.length != 3) {
            throw new IllegalArgumentException(text + ": must be group:artifact:version");
        }
        return new Coordinates(parts[0], parts[1], parts[2], "");
    }

    /** Takes them from the place in a folder that is laid out as a repository: group/artifact/version/artifact-version-classifier.jar. */
    static Coordinates ofPath(Path inRepository) {
        int names = inRepository.getNameCount();
        if (names < 4) {
            throw new IllegalArgumentException(inRepository + ": not laid out as a repository");
        }
        String version = inRepository.getName(names - 2).toString();
        String artifact = inRepository.getName(names - 3).toString();
        String group =
                inRepository.subpath(0, names - 3).toString().replace('\\', '/').replace('/', '.');
        String plain = artifact + "-" + version;
        String file = inRepository.getFileName().toString().replaceFirst("\\.jar$", "");
        if (file.equals(plain)) {
            return new Coordinates(group, artifact, version, "");
        }
        if (!file.startsWith(plain + "-")) {
            throw new IllegalArgumentException(inRepository + ": not named as in a repository");
        }
        return new Coordinates(group, artifact, version, file.substring(plain.length() + 1));
    }

    /** Takes them from what Maven left in the jar itself; of several, as shaded jars have them, those whose name the file has. */
    static Coordinates ofJar(Path jar) throws IOException {
        String file = jar.getFileName().toString();
        try (var opened = new JarFile(jar.toFile())) {
            var entries = opened.stream()
                    .filter(e -> e.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties"))
                    .toList();
            for (var entry : entries) {
                var properties = new Properties();
                try (InputStream in = opened.getInputStream(entry)) {
                    properties.load(in);
                }
                String artifact = properties.getProperty("artifactId");
                String version = properties.getProperty("version");
                if (file.equals(artifact + ".jar") || file.equals(artifact + "-" + version + ".jar")) {
                    return new Coordinates(properties.getProperty("groupId"), artifact, version, "");
                }
            }
        }
        throw new IOException(jar + " does not tell what it is: no META-INF/maven/…/pom.properties with its name");
    }

    boolean isOurs() {
        return group.equals(OURS);
    }

    Path in(Path repository) {
        String end = classifier.isEmpty() ? "" : "-" + classifier;
        return folder(repository).resolve(artifact + "-" + version + end + ".jar");
    }

    Path pom(Path repository) {
        return folder(repository).resolve(artifact + "-" + version + ".pom");
    }

    private Path folder(Path repository) {
        return repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
    }

    String purl() {
        String end = classifier.isEmpty() ? "" : "classifier=" + classifier + "&";
        return "pkg:maven/" + group + "/" + artifact + "@" + version + "?" + end + "type=jar";
    }

    @Override
    public int compareTo(Coordinates other) {
        return purl().compareTo(other.purl());
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
    }
}
