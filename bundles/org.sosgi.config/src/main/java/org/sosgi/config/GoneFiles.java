package org.sosgi.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Configurations whose file in {@code etc/} was deleted while the agent was down. FileInstall notices only what goes while it
 * looks, so they would live for ever, with the secrets in them.
 */
final class GoneFiles {

    /** Where FileInstall notes the file that a configuration came from, as a URL. */
    private static final String ORIGIN = "felix.fileinstall.filename";

    private GoneFiles() {}

    /**
     * Deletes them. A file that may be there, though it cannot be looked at, keeps its configuration.
     *
     * @return a line for each
     */
    static List<String> forget(ConfigurationAdmin admin) throws IOException {
        Configuration[] fromFiles;
        try {
            fromFiles = admin.listConfigurations("(" + ORIGIN + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is constant", e);
        }
        List<String> done = new ArrayList<>();
        for (Configuration configuration : fromFiles == null ? new Configuration[0] : fromFiles) {
            String file = String.valueOf(configuration.getProperties().get(ORIGIN));
            if (isGone(file)) {
                String pid = configuration.getPid();
                configuration.delete();
                done.add("removed " + pid + ": " + Texts.clean(file) + " was deleted while the agent was down");
            }
        }
        return done;
    }

    private static boolean isGone(String url) {
        try {
            return Files.notExists(Path.of(URI.create(url)));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return false;
        }
    }
}
