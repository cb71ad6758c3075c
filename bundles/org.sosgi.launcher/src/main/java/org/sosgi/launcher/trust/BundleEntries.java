package org.sosgi.launcher.trust;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;

/** What the framework holds of a bundle's current revision: exactly what would run, so nothing can be swapped after it was looked at. */
final class BundleEntries implements Entries {

    private final Bundle bundle;

    BundleEntries(Bundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public List<String> names() throws NotTrustedException {
        List<String> names = new ArrayList<>();
        Deque<String> folders = new ArrayDeque<>(List.of("/"));
        while (!folders.isEmpty()) {
            Enumeration<String> paths = bundle.getEntryPaths(folders.pop());
            for (String name : paths == null ? List.<String>of() : Collections.list(paths)) {
                if (names.size() == MOST) {
                    throw new NotTrustedException("has more than " + MOST + " entries");
                }
                names.add(name);
                if (name.endsWith("/")) {
                    folders.push(name);
                }
            }
        }
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        // With a slash before it, it is not taken for an URL of its own.
        URL url = bundle.getEntry("/" + name);
        if (url == null) {
            throw new FileNotFoundException(name);
        }
        return url.openStream();
    }
}
