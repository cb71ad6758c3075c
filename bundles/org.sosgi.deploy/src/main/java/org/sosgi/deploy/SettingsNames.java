package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds files in {@code etc/} that are named as ConfigurationAdmin names the instance of a factory, {@code PID~NAME}. In the name
 * of a file FileInstall knows only {@code PID-NAME}: it takes the whole for a PID, and no component gets the settings.
 */
final class SettingsNames {

    private final Path folder;
    private Set<String> told = Set.of();

    SettingsNames(Path folder) {
        this.folder = folder;
    }

    /** Returns a line for each such file that was not there at the last look. */
    List<String> look() {
        Set<String> wrong = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*~*.{cfg,config}")) {
            files.forEach(file -> wrong.add(file.getFileName().toString()));
        } catch (IOException | DirectoryIteratorException e) {
            // No folder, no names; FileInstall tells of a folder that cannot be read.
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String name : wrong) {
            if (!told.contains(name)) {
                lines.add("etc/" + clean(name)
                        + " does not configure what it names: in the name of a file - stands before"
                        + " the name of an instance; call it " + clean(name.replaceFirst("~", "-")));
            }
        }
        told = wrong;
        return lines;
    }

    private static String clean(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
