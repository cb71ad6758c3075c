package org.sosgi.tls.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assertions;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** Everything that is logged through SLF4J while this is open, at all levels, with the names of threads and all causes. */
public final class RecordedLogs implements AutoCloseable {

    private static volatile RecordedLogs current;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    private RecordedLogs() {}

    /** @throws IllegalStateException if this is not SLF4J's provider: then nothing would ever be found */
    public static RecordedLogs start() {
        if (!(org.slf4j.LoggerFactory.getILoggerFactory() instanceof Loggers)) {
            throw new IllegalStateException("the system property slf4j.provider must be " + Provider.class.getName());
        }
        var logs = new RecordedLogs();
        current = logs;
        return logs;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Returns the lines of that level. */
    public List<String> lines(Level level) {
        return lines.stream().filter(line -> line.startsWith(level + " ")).toList();
    }

    /** Returns a failure with all its causes, as a log shows it. */
    public static String text(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /**
     * Fails if one of the secrets is in what was recorded or in one of the other texts: as it is, in Base64 as HTTP's basic
     * authentication has it, or encoded for a URL.
     */
    public void assertWithout(List<String> secrets, Object... others) {
        for (String secret : secrets) {
            for (String form : forms(secret)) {
                lines.forEach(line -> Assertions.assertFalse(line.contains(form), () -> "a secret is logged: " + line));
                for (Object other : others) {
                    String told = String.valueOf(other);
                    Assertions.assertFalse(told.contains(form), () -> "a secret is told: " + told);
                }
            }
        }
    }

    private static List<String> forms(String secret) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        // The last letter depends on what follows the secret.
        return List.of(
                secret, base64.substring(0, base64.length() - 1), URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        current = null;
    }

    private static void record(String name, Level level, String message, Object[] arguments, Throwable failure) {
        RecordedLogs logs = current;
        if (logs != null) {
            var formatted = MessageFormatter.arrayFormat(message, arguments);
            Throwable shown = failure == null ? formatted.getThrowable() : failure;
            logs.lines.add(level + " [" + Thread.currentThread().getName() + "] " + name + " " + formatted.getMessage()
                    + (shown == null ? "" : "\n" + text(shown)));
        }
    }

    /** What the system property {@code slf4j.provider} names. */
    public static final class Provider implements SLF4JServiceProvider {

        private final IMarkerFactory markers = new BasicMarkerFactory();
        private final MDCAdapter context = new NOPMDCAdapter();
        private final Loggers loggers = new Loggers();

        @Override
        public ILoggerFactory getLoggerFactory() {
            return loggers;
        }

        @Override
        public IMarkerFactory getMarkerFactory() {
            return markers;
        }

        @Override
        public MDCAdapter getMDCAdapter() {
            return context;
        }

        @Override
        public String getRequestedApiVersion() {
            return "2.0.99";
        }

        @Override
        public void initialize() {}
    }

    private static final class Loggers implements ILoggerFactory {

        private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

        @Override
        public Logger getLogger(String name) {
            return loggers.computeIfAbsent(name, Recorder::new);
        }
    }

    private static final class Recorder extends AbstractLogger {

        private static final long serialVersionUID = 1;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable failure) {
            record(name, level, message, arguments, failure);
        }

        @Override
        public boolean isTraceEnabled() {
            return current != null;
        }

        @Override
        public boolean isTraceEnabled(Marker marker) {
            return current != null;
        }

        @Override
        public boolean isDebugEnabled() {
            return current != null;
        }

        @Override
        public boolean isDebugEnabled(Marker marker) {
            return current != null;
        }

        @Override
        public boolean isInfoEnabled() {
            return current != null;
        }

        @Override
        public boolean isInfoEnabled(Marker marker) {
            return current != null;
        }

        @Override
        public boolean isWarnEnabled() {
            return current != null;
        }

        @Override
        public boolean isWarnEnabled(Marker marker) {
            return current != null;
        }

        @Override
        public boolean isErrorEnabled() {
            return current != null;
        }

        @Override
        public boolean isErrorEnabled(Marker marker) {
            return current != null;
        }
    }
}
