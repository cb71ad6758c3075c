package org.sosgi.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the {@code etc/logback.xml} of the distribution. */
class ShippedConfigurationTest {

    private static final Path CONFIGURATION = Path.of("../../distribution/src/main/dist/etc/logback.xml");

    @TempDir
    Path folder;

    private List<String> logged(Map<String, String> settings, java.util.function.Consumer<Logger> work)
            throws Exception {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("sosgi.home", folder.toString());
        settings.forEach(context::putProperty);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(CONFIGURATION.toFile());
        context.getStatusManager()
                .getCopyOfStatusList()
                .forEach(status -> assertTrue(status.getLevel() < 1, status.toString()));
        try {
            work.accept(context.getLogger("org.sosgi.test"));
        } finally {
            context.stop();
        }
        Path file = folder.resolve("var/log/sosgi.log");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void textIsOneLineAndCannotSteerATerminal() throws Exception {
        List<String> lines = logged(Map.of(), log -> {
            log.debug("not told");
            log.info("said {}", "a\nb\u001b[31m\u202e\u2028\\ ü 𝄞");
            log.warn("careful", new IllegalStateException("x\r\ny", new java.io.IOException("z")));
        });
        assertTrue(
                lines.get(0)
                        .matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  org.sosgi.test: said a\\\\u000ab"
                                        + "\\\\u001b\\[31m\\\\u202e\\\\u2028\\\\ ü 𝄞"),
                lines.get(0));
        assertTrue(lines.get(1).endsWith("WARN  org.sosgi.test: careful"), lines.get(1));
        for (String line : lines) {
            assertTrue(line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z (INFO |WARN ) .*"), line);
        }
        assertTrue(lines.get(2).endsWith("Z WARN  | java.lang.IllegalStateException: x\\u000d\\u000ay"), lines.get(2));
        assertTrue(lines.get(3).contains("WARN  |     at org.sosgi.logging.ShippedConfigurationTest."), lines.get(3));
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(" | Caused by: java.io.IOException: z")));
        assertTrue(lines.get(lines.size() - 1).matches(".* \\|     \\.\\.\\. \\d+ more"), lines.get(lines.size() - 1));
    }

    @Test
    void howTheFrameworkCallsIsCounted() throws Exception {
        var trouble = new IllegalStateException("x");
        StackTraceElement felix = new StackTraceElement("org.apache.felix.scr.A", "b", "A.java", 1);
        StackTraceElement own = new StackTraceElement("org.sosgi.A", "b\n", "A.java", 1);
        trouble.setStackTrace(new StackTraceElement[] {felix, felix, felix, own, felix});
        List<String> lines = logged(Map.of(), log -> log.warn("careful", trouble));
        assertEquals(
                List.of(
                        "java.lang.IllegalStateException: x",
                        "    at org.apache.felix.scr.A.b(A.java:1)",
                        "    ... 2 of the framework",
                        "    at org.sosgi.A.b\\u000a(A.java:1)",
                        "    ... 1 of the framework"),
                lines.stream()
                        .skip(1)
                        .map(line -> line.substring(line.indexOf(" | ") + 3))
                        .toList());
    }

    @Test
    void whatIsPersonalIsNotToldAtAnyLevel() throws Exception {
        var personal = org.slf4j.MarkerFactory.getMarker("PERSONAL");
        for (String level : List.of("INFO", "DEBUG", "TRACE")) {
            List<String> lines = logged(Map.of("sosgi.log.level", level), log -> {
                log.info(personal, "anna");
                log.debug(personal, "anna");
                log.trace(personal, "anna");
                log.error(personal, "anna", new IllegalStateException("anna"));
                log.info("told");
                assertFalse(log.isDebugEnabled(personal));
            });
            assertEquals(1, lines.size(), lines.toString());
            Files.delete(folder.resolve("var/log/sosgi.log"));
        }
    }

    @Test
    void whatIsPersonalIsToldBelowInfoIfAskedFor() throws Exception {
        var personal = org.slf4j.MarkerFactory.getMarker("PERSONAL");
        List<String> lines = logged(Map.of("sosgi.log.level", "DEBUG"), log -> {
            var filter =
                    (Discretion) log.getLoggerContext().getTurboFilterList().get(0);
            filter.personalData(true);
            log.debug(personal, "anna");
            log.info(personal, "never");
            filter.personalData(false);
            log.debug(personal, "berta");
        });
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).endsWith(": anna"), lines.get(0));
    }

    @Test
    void onlyAClearYesIsOne() {
        assertFalse(PersonalDataSetting.isTrue(null));
        var settings = new java.util.Hashtable<String, Object>();
        assertFalse(PersonalDataSetting.isTrue(settings));
        settings.put("log_personal_data", "yes");
        assertFalse(PersonalDataSetting.isTrue(settings));
        settings.put("log_personal_data", true);
        assertTrue(PersonalDataSetting.isTrue(settings));
    }

    @Test
    void librariesDoNotTellPayloadsWhateverLevelIsAskedFor() throws Exception {
        List<String> lines = logged(Map.of("sosgi.log.level", "TRACE"), log -> {
            for (String name : List.of(
                    "org.apache.felix.configadmin",
                    "org.apache.hc.client5.http.wire",
                    "io.netty.handler.logging.LoggingHandler",
                    "com.hivemq.client",
                    "h2database",
                    "org.eclipse.jetty.server.HttpChannel")) {
                Logger talkative = log.getLoggerContext().getLogger(name);
                talkative.setLevel(ch.qos.logback.classic.Level.TRACE);
                talkative.debug("secret");
                talkative.trace("secret");
                assertFalse(talkative.isDebugEnabled());
                talkative.info("told");
            }
            log.trace("told");
        });
        assertEquals(7, lines.size(), lines.toString());
    }

    @Test
    void filesAndFoldersAreForOwnerAndGroup() throws Exception {
        Path logs = folder.resolve("else/where");
        var settings = Map.of("sosgi.log.directory", logs.toString());
        assertEquals(List.of(), logged(settings, log -> {
            log.info("told");
            var file = (ch.qos.logback.core.rolling.RollingFileAppender<?>)
                    log.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("file");
            ((PrivateFiles<?>) file.getRollingPolicy())
                    .getTimeBasedFileNamingAndTriggeringPolicy()
                    .setCurrentTime(System.currentTimeMillis() + 172_800_000);
            log.info("told");
        }));
        assertEquals("rwxr-x---", permissions(logs));
        assertEquals("rwxr-x---", permissions(logs.getParent()));
        assertEquals("rw-r-----", permissions(logs.resolve("sosgi.log")));
        Path packed;
        try (var all = Files.list(logs)) {
            packed = all.filter(file -> file.toString().endsWith(".gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.setPosixFilePermissions(packed, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(
                logs.resolve("sosgi.log"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
        logged(settings, log -> log.info("told"));
        assertEquals("rw-r-----", permissions(packed));
        assertEquals("rw-r-----", permissions(logs.resolve("sosgi.log")));
        assertEquals(2, Files.readAllLines(logs.resolve("sosgi.log")).size(), "what is there is kept");
    }

    private static String permissions(Path file) throws java.io.IOException {
        return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        String said = "a\nb \"q\" \\ \u001b[31m \u202e\u2028 ü 𝄞 \ud800";
        List<String> lines = logged(Map.of("sosgi.log.format", "json", "sosgi.log.level", "DEBUG"), log -> {
            log.debug("said {}", said);
            log.error("bad", new IllegalStateException("x\ny"));
        });
        assertEquals(2, lines.size());
        Map<String, Object> first = JSON.std.mapFrom(lines.get(0));
        assertEquals(List.of("timestamp", "level", "logger", "thread", "message"), List.copyOf(first.keySet()));
        assertTrue(((String) first.get("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertEquals("DEBUG", first.get("level"));
        assertEquals("org.sosgi.test", first.get("logger"));
        assertEquals(Thread.currentThread().getName(), first.get("thread"));
        assertEquals("said " + said, first.get("message"));
        assertFalse(lines.get(0).contains("\u202e") || lines.get(0).contains("\u2028"), lines.get(0));
        String stack = (String) JSON.std.mapFrom(lines.get(1)).get("stack");
        assertTrue(stack.startsWith("java.lang.IllegalStateException: x\\u000ay\n    at "), stack);
    }

    @Test
    void filesCanBeSwitchedOff() throws Exception {
        assertEquals(List.of(), logged(Map.of("sosgi.log.file.level", "OFF"), log -> log.info("only on the console")));
    }
}
