package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.sosgi.api.status.Report;
import org.sosgi.launcher.crash.CrashReports;
import org.sosgi.launcher.crash.CrashSettings;

class UncaughtExceptionsTest {

    @TempDir
    Path home;

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(UncaughtExceptionsTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private UncaughtExceptions component(CrashReports reports, Map<String, Object> set) {
        Dictionary<String, Object> influx = new Hashtable<>(Map.of("version", 2, ".token", "x"));
        Configuration configuration = proxy(Configuration.class, (self, method, arguments) -> influx);
        return new UncaughtExceptions(
                reports,
                proxy(
                        ConfigurationAdmin.class,
                        (self, method, arguments) -> ((String) arguments[0]).contains("influxdb")
                                ? new Configuration[] {configuration}
                                : null),
                proxy(
                        UncaughtExceptions.Config.class,
                        (self, method, arguments) -> set.getOrDefault(method.getName(), method.getDefaultValue())),
                proxy(BundleContext.class, (self, method, arguments) -> home.toString()));
    }

    private static List<String> files(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void settingsHoldAndWhatDiedIsTold() throws IOException {
        var usual = new CrashSettings(home.resolve("usual"), true, true);
        var reports = new CrashReports(usual, "1", () -> {});
        UncaughtExceptions component =
                component(reports, Map.of("directory", home.resolve("own").toString(), "text", false));
        assertEquals("", component.reports().get(0).detail());
        reports.uncaughtException(Thread.currentThread(), new IllegalStateException("token=abc"));
        List<String> written = files(home.resolve("own"));
        assertEquals(1, written.size(), written.toString());
        String json = Files.readString(home.resolve("own").resolve(written.get(0)));
        assertTrue(json.contains("\"influxdbVersion\" : 2") && json.contains("\"mqttEnable\" : false"), json);
        Report report = component.reports().get(0);
        assertEquals(Report.State.DEGRADED, report.state());
        assertTrue(report.detail().endsWith("token=[REDACTED]; the agent goes on"), report.detail());
        assertEquals(1, report.figure("uncaught_exceptions"));
        component.close();
        reports.startFailed(new IOException("x"));
        assertEquals(2, files(home.resolve("usual")).size());
    }

    @Test
    void doesWithoutALauncherAndWithoutSettings() throws IOException {
        UncaughtExceptions alone = component(null, Map.of());
        assertEquals(Report.State.OK, alone.reports().get(0).state());
        alone.close();
        var reports = new CrashReports(new CrashSettings(home.resolve("usual"), true, true), "1", () -> {});
        component(reports, Map.of());
        reports.startFailed(new IOException("x"));
        assertEquals(2, files(home.resolve("var/crash_dumps")).size());
    }
}
