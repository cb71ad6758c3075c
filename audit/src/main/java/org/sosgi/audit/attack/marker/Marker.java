package org.sosgi.audit.attack.marker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The payload of a hostile plugin: leaves a file if it ever runs, whether as an activator, as a component, or because its class was
 * initialised. The path of the file is the content of {@code /marker} in its jar.
 */
public final class Marker implements BundleActivator {

    /** Where the marker is left if the class runs away from its jar. */
    public static final Path LOST = Path.of(System.getProperty("java.io.tmpdir"), "sosgi-hostile-marker");

    static {
        leave("initialised");
    }

    @Override
    public void start(BundleContext context) {
        leave("started");
    }

    @Override
    public void stop(BundleContext context) {
        leave("stopped");
    }

    private static void leave(String how) {
        try (InputStream in = Marker.class.getResourceAsStream("/marker")) {
            Path file = in == null ? LOST : Path.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Files.writeString(file, how + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
