package org.sosgi.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.launch.Framework;
import org.sosgi.launcher.crash.CrashReports;
import org.sosgi.launcher.feature.Feature;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Features;
import org.sosgi.launcher.feature.Repository;
import org.sosgi.launcher.options.NewRelicAccounts;
import org.sosgi.launcher.trust.Gate;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedList;
import org.sosgi.launcher.trust.Trust;
import org.sosgi.launcher.trust.TrustedKeys;

/** {@code sosgi run}: the agent itself, from the start of the framework to its end. */
final class Agent {

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);
    private static final Duration READY_DEADLINE = Duration.ofSeconds(10);
    private static final String SHARED_PACKAGES =
            "org.sosgi.launcher.feature;version=1.0.0,org.sosgi.launcher.control;version=1.0.0,"
                    + "org.sosgi.launcher.crash;version=1.0.0,org.sosgi.launcher.options;version=1.0.0,"
                    + "org.sosgi.launcher.trust;version=1.0.0";

    /** The control bundle registers this standard service when all that is configured is up. */
    private static final String READY =
            "(&(objectClass=org.osgi.service.condition.Condition)(osgi.condition.id=sosgi.ready))";

    private final Home home;
    private final RunOptions options;
    private final CrashReports crashes;
    private Trust trust;
    private volatile Framework framework;
    private volatile boolean stopping;

    Agent(Home home, RunOptions options) {
        this.home = home;
        this.options = options;
        this.crashes = CrashReports.inFolder(home.folder(), Main.version());
    }

    /** Returns when the agent has ended, with the exit code. */
    int run() throws IOException, FeatureException, BundleException, NotTrustedException, InterruptedException {
        TlsDefaults.set();
        try (FolderLock lock = FolderLock.acquire(home)) {
            makeFolders();
            Thread.setDefaultUncaughtExceptionHandler(crashes);
            SignedList list = SignedList.read(home.program());
            trust = trust(list);
            Future<?> verification = verifying(list);
            if (isFirstStart()) {
                await(verification);
                if (!usableConfiguration()) {
                    return Main.FAILED;
                }
            }
            // For etc/logback.xml, which sees no properties of the framework.
            System.setProperty("sosgi.home", home.folder().toString());
            if (options.logLevel() != null) {
                System.setProperty("sosgi.log.level", options.logLevel());
            }
            List<Feature> features;
            try {
                features = readFeatures();
            } catch (FeatureException e) {
                await(verification);
                throw e;
            }
            // Netty, too, reads only system properties.
            features.forEach(feature -> feature.frameworkProperties().forEach((name, value) -> {
                if (name.startsWith("io.netty.")) {
                    System.setProperty(name, value);
                }
            }));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnSignal(lock), "stop"));
            try {
                framework = initialised(features);
                await(verification);
                awaitReady(framework);
                FrameworkEvent end = framework.waitForStop(0);
                return end.getType() == FrameworkEvent.ERROR ? Main.FAILED : Main.OK;
            } catch (IOException | FeatureException | BundleException e) {
                crashes.startFailed(e);
                throw e;
            } catch (RuntimeException | Error e) {
                crashes.startFailed(e);
                System.err.println("sosgi: the start failed of " + e);
                return Main.FAILED;
            } finally {
                // It ends on its own account, be it well or not: the hook must not make a success of it.
                stopping = true;
            }
        }
    }

    private void makeFolders() throws IOException {
        for (String folder : List.of("etc", "deploy", "var/cache/fileinstall", "var/log")) {
            Files.createDirectories(home.folder().resolve(folder));
        }
        // What sinks are configured with, secrets included, and the events themselves lie there.
        var owner = Files.getFileAttributeView(home.folder().resolve("var"), PosixFileAttributeView.class);
        if (owner != null) {
            owner.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private boolean isFirstStart() {
        return !Files.exists(home.var("config"));
    }

    /**
     * At the first start a file with errors ends it, for there is nothing else to go by. Later an agent goes on with the settings it
     * had, and says so.
     */
    private boolean usableConfiguration() throws IOException, FeatureException {
        Path file = options.config() == null ? home.folder().resolve("etc/butler-sos.yaml") : options.config();
        if (options.config() == null && !Files.exists(file)) {
            return hasOtherConfiguration();
        }
        if (options.skipVerification()) {
            return true;
        }
        var told = new ByteArrayOutputStream();
        int code = new OfflineCommand(home, "check")
                .run(List.of(file.toString()), new PrintStream(told, true, StandardCharsets.UTF_8));
        if (code != Main.OK) {
            System.err.print(told.toString(StandardCharsets.UTF_8));
        }
        return code == Main.OK;
    }

    /** An agent can do without the file: with an optional feature that is configured as it comes, or with settings by hand. */
    private boolean hasOtherConfiguration() throws IOException {
        try (var byHand = Files.newDirectoryStream(home.folder().resolve("etc"), "*.{cfg,config}")) {
            if (!options.with().isEmpty() || byHand.iterator().hasNext()) {
                return true;
            }
        }
        System.err.println("sosgi: there is no configuration; name a file with -c FILE, or put it at "
                + home.folder().resolve("etc/butler-sos.yaml"));
        return false;
    }

    private List<Feature> readFeatures() throws IOException, FeatureException {
        var reader = new FeatureReader(variables());
        List<Feature> features = new ArrayList<>(reader.readAll(home.features()));
        for (String name : options.with()) {
            Path file = home.features().resolve("optional").resolve(name + FeatureReader.SUFFIX);
            if (!Files.exists(file)) {
                throw new FeatureException("there is no optional feature " + name + "; looked for " + file);
            }
            features.add(reader.read(file));
        }
        if (features.isEmpty()) {
            throw new FeatureException("no *" + FeatureReader.SUFFIX + " in " + home.features());
        }
        return features;
    }

    private Map<String, String> variables() {
        return Map.of(
                "sosgi.home", home.folder().toString(),
                "sosgi.program", home.program().toString(),
                "sosgi.logback", home.etc("logback.xml").toString());
    }

    /**
     * Looks at the files of the program, all of them read, while the framework is made ready. Nothing out of them may run before that is
     * done.
     */
    private static Future<?> verifying(SignedList list) {
        var verification = new FutureTask<Void>(() -> {
            list.requireProgram();
            return null;
        });
        var thread = new Thread(verification, "verify-program");
        thread.setDaemon(true);
        thread.start();
        return verification;
    }

    private static void await(Future<?> verification) throws IOException, NotTrustedException, InterruptedException {
        try {
            verification.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotTrustedException refusal) {
                throw refusal;
            }
            throw new IOException("the program cannot be verified: " + e.getCause(), e.getCause());
        }
    }

    private Trust trust(SignedList list) throws IOException, NotTrustedException {
        if (options.allowUnsigned()) {
            // Also for what is no bundle, such as the doors that must then be on this machine only.
            System.setProperty(Trust.UNSIGNED, "true");
        } else {
            System.clearProperty(Trust.UNSIGNED);
        }
        return new Trust(TrustedKeys.of(home.program(), home.folder()), list, options.allowUnsigned());
    }

    private Framework initialised(List<Feature> features) throws IOException, FeatureException, BundleException {
        // Extensions of the framework are loaded without its resolver, so they would pass the gate by. Felix reads a
        // system property.
        System.setProperty("felix.extensions.disable", "true");
        var gate = new Gate(trust);
        Map<String, Object> configuration = new HashMap<>(configuration(features));
        configuration.put("felix.systembundle.activators", List.of(gate));
        Framework made = new FrameworkFactory().newFramework(configuration);
        made.init();
        BundleContext context = made.getBundleContext();
        var repository = new Repository(home.repo());
        new Provisioner(repository, gate::provisioned).provision(context, features);
        context.registerService(Features.class, new Features(features, repository, variables()), null);
        context.registerService(CrashReports.class, crashes, null);
        context.registerService(Trust.class, trust, null);
        if (options.accounts() != null) {
            context.registerService(NewRelicAccounts.class, options.accounts(), null);
        }
        return made;
    }

    private Map<String, String> configuration(List<Feature> features) {
        Map<String, String> configuration = new HashMap<>();
        features.forEach(feature -> configuration.putAll(feature.frameworkProperties()));
        configuration.put(
                Constants.FRAMEWORK_STORAGE,
                home.var("cache").resolve("framework").toString());
        // What lies there from the last run was verified then, not now. Nothing of value is kept there.
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        configuration.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED_PACKAGES);
        configuration.put("sosgi.home", home.folder().toString());
        configuration.put("sosgi.program", home.program().toString());
        configuration.put("sosgi.version", Main.version());
        configuration.put("sosgi.program.id", trust.list().id());
        if (options.config() != null) {
            configuration.put("sosgi.config", options.config().toString());
        }
        if (options.logLevel() != null) {
            configuration.put("sosgi.log.level.given", "true");
        }
        if (options.allowUnsigned()) {
            configuration.put(Trust.UNSIGNED, "true");
        }
        if (options.skipVerification()) {
            configuration.put("sosgi.config.skip-verification", "true");
        }
        return configuration;
    }

    private void awaitReady(Framework started) throws BundleException, InterruptedException, IOException {
        var ready = new CountDownLatch(1);
        try {
            started.getBundleContext()
                    .addServiceListener(
                            event -> {
                                if (event.getType() == ServiceEvent.REGISTERED) {
                                    ready.countDown();
                                }
                            },
                            READY);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        started.start();
        if (ready.await(READY_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
            tellReady();
        } else {
            System.err.println("not ready after " + READY_DEADLINE.toSeconds()
                    + " s; `sosgi status` and the log tell what is missing; the agent goes on");
            // Said here too, for the case that it is logging or control itself that does not work.
            for (Bundle bundle : started.getBundleContext().getBundles()) {
                if (bundle.getState() == Bundle.INSTALLED) {
                    System.err.println("bundle " + bundle.getSymbolicName() + " cannot be resolved");
                }
            }
            Thread late = new Thread(() -> tellReadyLate(ready), "ready");
            late.setDaemon(true);
            late.start();
        }
    }

    private void tellReadyLate(CountDownLatch ready) {
        try {
            ready.await();
            tellReady();
        } catch (InterruptedException | IOException e) {
            System.err.println("cannot tell that the agent is ready: " + e);
        }
    }

    private void tellReady() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        long took = System.currentTimeMillis() - launchedAt(self);
        String line = "ready after " + took + " ms (pid " + self.pid() + ")";
        System.out.println(line);
        Files.writeString(FolderLock.readyFile(home), line + "\n");
    }

    /** When the program was called, in ms since 1970: told by its script, for what the system knows of its processes is less exact. */
    private static long launchedAt(ProcessHandle self) {
        try {
            return Long.parseLong(System.getProperty("sosgi.launched", ""));
        } catch (NumberFormatException e) {
            return self.info().startInstant().orElse(Instant.now()).toEpochMilli();
        }
    }

    /**
     * Runs when the process is told to end. Ends it with code 0, as what was asked for was done: sinks are drained,
     * files closed.
     */
    private void stopOnSignal(FolderLock lock) {
        if (stopping) {
            return;
        }
        int code = Main.FAILED;
        try {
            Framework running = framework;
            if (running != null) {
                running.stop();
            }
            if (running != null
                    && running.waitForStop(STOP_DEADLINE.toMillis()).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                System.err.println("gave up on stopping after " + STOP_DEADLINE.toSeconds() + " s");
            } else {
                code = Main.OK;
            }
            lock.close();
        } catch (BundleException | InterruptedException | IOException e) {
            System.err.println("could not stop in good order: " + e);
        }
        Runtime.getRuntime().halt(code);
    }
}
