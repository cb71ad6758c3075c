package org.sosgi.deploy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/** A jar that could become a bundle. */
record PluginJar(Path file, String symbolicName, String version, Manifest manifest) {

    static PluginJar read(Path file) throws IOException, RefusedException {
        Manifest manifest;
        try (var jar = new JarFile(file.toFile())) {
            manifest = jar.getManifest();
        } catch (ZipException e) {
            throw new RefusedException("is not a complete jar (" + e.getMessage() + ")");
        }
        if (manifest == null) {
            throw new RefusedException("has no META-INF/MANIFEST.MF, so it is no bundle");
        }
        Attributes headers = manifest.getMainAttributes();
        String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (name == null || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
            throw new RefusedException(
                    "is no bundle: its manifest has no Bundle-SymbolicName or no Bundle-ManifestVersion 2");
        }
        if (headers.getValue(Constants.FRAGMENT_HOST) != null) {
            throw new RefusedException("is a fragment; only whole bundles can be deployed");
        }
        String version = headers.getValue(Constants.BUNDLE_VERSION);
        return new PluginJar(
                file, name.split(";", 2)[0].strip(), version == null ? "0.0.0" : version.strip(), manifest);
    }

    /**
     * Returns a jar of the manifest alone, under another name and without anything to run: it resolves if this one
     * does, and can be installed beside the bundle that is to be replaced.
     */
    InputStream trial() throws IOException {
        var trial = new Manifest(manifest);
        trial.getEntries().clear();
        Attributes headers = trial.getMainAttributes();
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName + ".trial");
        headers.keySet().removeIf(name -> switch (name.toString().toLowerCase(Locale.ROOT)) {
            case "bundle-activator",
                    "bundle-activationpolicy",
                    "bundle-classpath",
                    "bundle-nativecode",
                    "service-component" -> true;
            default -> false;
        });
        var bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, trial).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
