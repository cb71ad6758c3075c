package org.sosgi.launcher.feature;

import java.util.regex.Pattern;

/**
 * Maven coordinates, written {@code group:artifact[:type[:classifier]]:version}.
 *
 * @param classifier empty if there is none
 */
public record ArtifactId(String group, String artifact, String type, String classifier, String version) {

    // Also keeps coordinates from leading out of the repository: no slash, and no dot but between others, for those of
    // a group become slashes.
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*");

    /** @throws IllegalArgumentException if the text is no such coordinates; the message says what would be right */
    public static ArtifactId parse(String text) {
        String[] parts = text.split(":", -1);
        for (String part : parts) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException(wrong(text));
            }
        }
        return switch (parts.length) {
            case 3 -> new ArtifactId(parts[0], parts[1], "jar", "", parts[2]);
            case 4 -> new ArtifactId(parts[0], parts[1], parts[2], "", parts[3]);
            case 5 -> new ArtifactId(parts[0], parts[1], parts[2], parts[3], parts[4]);
            default -> throw new IllegalArgumentException(wrong(text));
        };
    }

    private static String wrong(String text) {
        return "\"" + text + "\" is not of the form group:artifact[:type[:classifier]]:version";
    }

    /** Returns the name of its file, without folders. */
    public String fileName() {
        return artifact + '-' + version + (classifier.isEmpty() ? "" : '-' + classifier) + '.' + type;
    }

    /** Returns where its file is in a Maven repository, with slashes. */
    public String path() {
        return group.replace('.', '/') + '/' + artifact + '/' + version + '/' + fileName();
    }

    @Override
    public String toString() {
        String middle = classifier.isEmpty() ? (type.equals("jar") ? "" : type + ':') : type + ':' + classifier + ':';
        return group + ':' + artifact + ':' + middle + version;
    }
}
