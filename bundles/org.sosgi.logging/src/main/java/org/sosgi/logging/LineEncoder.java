package org.sosgi.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A Logback encoder: one line per event, in UTF-8, times in UTC. With {@code <format>json</format>} one JSON object per line with the
 * members {@code timestamp, level, logger, thread, message}, and {@code stack} if there is one; otherwise text, stacks below it, each
 * of their lines with time and level before it.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] NOTHING = {};
    private static final int LEVEL_WIDTH = 5;
    private static final int USUAL_LENGTH = 256;

    private boolean json;

    /** @param format {@code json}, or anything else for text */
    public void setFormat(String format) {
        json = "json".equalsIgnoreCase(format);
    }

    /** Not used; lets one configuration fit this encoder and Logback's own, which stands in where this one is missing. */
    public void setPattern(String pattern) {}

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(USUAL_LENGTH);
        if (json) {
            json(event, line);
        } else {
            text(event, line);
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(ILoggingEvent event, StringBuilder out) {
        String level = event.getLevel().toString();
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
        out.append(' ').append(level).append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())));
        String stamp = out.toString();
        out.append(' ');
        Visible.text(event.getLoggerName(), out);
        out.append(": ");
        Visible.text(message(event), out);
        out.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            new StackText(stamp + " | ", System.lineSeparator(), out).write(event.getThrowableProxy());
        }
    }

    private static void json(ILoggingEvent event, StringBuilder out) {
        out.append("{\"timestamp\":\"");
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), out);
        out.append("\",\"level\":\"").append(event.getLevel()).append("\",\"logger\":");
        Visible.json(event.getLoggerName(), out);
        out.append(",\"thread\":");
        Visible.json(event.getThreadName(), out);
        out.append(",\"message\":");
        Visible.json(message(event), out);
        if (event.getThrowableProxy() != null) {
            var stack = new StringBuilder();
            new StackText("", "\n", stack).write(event.getThrowableProxy());
            out.append(",\"stack\":");
            Visible.json(stack.toString(), out);
        }
        out.append("}\n");
    }

    private static String message(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message == null ? "null" : message;
    }
}
