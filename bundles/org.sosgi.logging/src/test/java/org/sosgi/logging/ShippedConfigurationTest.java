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
        return Files.readAllLines(folder.resolve("var/log/sosgi.log"));
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
        assertEquals("java.lang.IllegalStateException: x\\u000d\\u000ay", lines.get(2));
        assertTrue(lines.get(3).startsWith("\tat org.sosgi.logging.ShippedConfigurationTest."), lines.get(3));
        assertTrue(lines.contains("Caused by: java.io.IOException: z"));
        assertTrue(lines.get(lines.size() - 1).matches("\t\\.\\.\\. \\d+ more"), lines.get(lines.size() - 1));
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
        assertTrue(stack.startsWith("java.lang.IllegalStateException: x\\u000ay\n\tat "), stack);
    }

    @Test
    void filesCanBeSwitchedOff() throws Exception {
        assertEquals(List.of(), logged(Map.of("sosgi.log.file.level", "OFF"), log -> log.info("only on the console")));
    }
}
