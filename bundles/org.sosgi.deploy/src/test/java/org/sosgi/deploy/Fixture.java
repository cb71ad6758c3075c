package org.sosgi.deploy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import org.sosgi.launcher.feature.Features;
import org.sosgi.launcher.feature.Repository;
import org.sosgi.launcher.trust.Gate;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedList;
import org.sosgi.launcher.trust.Trust;
import org.sosgi.launcher.trust.TrustedKeys;
import org.sosgi.signing.SignProgram;
import org.sosgi.signing.SigningKey;

/** An agent's folder and a real framework with ConfigurationAdmin, and jars to drop into it. */
final class Fixture implements AutoCloseable {

    private final Path home;
    private Framework framework;
    private Deployment deployment;

    /** What is done to every bundle after it started. */
    StartCheck startCheck = bundle -> {};

    private final boolean unsigned;
    private Trust trust;

    /** An agent that takes what nobody signed. */
    Fixture(Path home) throws IOException, BundleException {
        this(home, true, signingKey());
    }

    /** @param release signs the program, which is {@code repo/} as it is now */
    Fixture(Path home, boolean unsigned, SigningKey release) throws IOException, BundleException {
        this.home = home;
        this.unsigned = unsigned;
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("program/features"));
        sign(home.resolve("program"), release);
        boot();
    }

    static SigningKey signingKey() {
        try {
            return SigningKey.make("test");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sign(Path program, SigningKey release) throws IOException {
        try {
            Path store = program.resolveSibling("release.p12");
            Files.deleteIfExists(store);
            release.save(store, "secret".toCharArray());
            Path password = Files.writeString(program.resolveSibling("password"), "secret");
            SignProgram.main(new String[] {program.toString(), store.toString(), password.toString()});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void boot() throws IOException, BundleException {
        try {
            trust = new Trust(
                    TrustedKeys.of(home.resolve("program"), home), SignedList.read(home.resolve("program")), unsigned);
        } catch (NotTrustedException e) {
            throw new IllegalStateException(e);
        }
        var gate = new Gate(trust);
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "felix.systembundle.activators",
                        List.of(gate),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        Constants.FRAMEWORK_STORAGE,
                        home.resolve("cache").toString(),
                        Constants.FRAMEWORK_BEGINNING_STARTLEVEL,
                        "30",
                        "felix.log.level",
                        "0",
                        "felix.cm.dir",
                        home.resolve("config").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.cm;version=1.6.1,org.sosgi.api;version=1.0.0"));
        framework.init();
        String jar = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("org.apache.felix.configadmin-"))
                .findFirst()
                .orElseThrow();
        Bundle configAdmin = context().installBundle(Path.of(jar).toUri().toString());
        gate.provisioned(configAdmin);
        configAdmin.start();
        framework.start();
        deployment = Deployment.of(
                home.resolve("deploy"),
                home.resolve("var/deploy"),
                context(),
                new Features(
                        List.of(), new Repository(home.resolve("program/repo")), Map.of("sosgi.home", home.toString())),
                new FeatureConfigurations(admin()),
                bundle -> startCheck.check(bundle),
                trust);
        deployment.begin();
    }

    void restart() throws IOException, BundleException {
        close();
        boot();
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    ConfigurationAdmin admin() {
        return context().getService(context().getServiceReference(ConfigurationAdmin.class));
    }

    Trust trust() {
        return trust;
    }

    Deployment deployment() {
        return deployment;
    }

    /** Looks often enough for whatever is there to be believed. */
    void settle() throws IOException {
        for (int i = 0; i < 3; i++) {
            deployment.look(false);
        }
    }

    Path deployed(String name) {
        return home.resolve("deploy").resolve(name);
    }

    Path inRepo(String path) throws IOException {
        Path file = home.resolve("program/repo").resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }

    Bundle bundle(String symbolicName) {
        return new Bundles(context()).find(symbolicName).orElse(null);
    }

    String version(String symbolicName) {
        Bundle bundle = bundle(symbolicName);
        return bundle == null
                ? "none"
                : bundle.getState() == Bundle.ACTIVE ? bundle.getVersion().toString() : "stopped";
    }

    /** @param headers manifest lines beyond name and version */
    static void jar(Path file, String name, String version, String... headers) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Version", version);
        for (String header : headers) {
            String[] parts = header.split(": ", 2);
            attributes.putValue(parts[0], parts[1]);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part);
                var jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry("content"));
            jar.write((name + version).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
