package org.sosgi.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/** Stack traces as Java prints them, but that messages keep to their line. */
final class StackText {

    /** Causes of causes of causes, or one that is its own. */
    private static final int DEEPEST = 20;

    private StackText() {}

    /** @param newLine what ends a line */
    static void write(IThrowableProxy thrown, String newLine, StringBuilder out) {
        write(thrown, "", "", newLine, out, 0);
    }

    private static void write(
            IThrowableProxy thrown, String indent, String caption, String newLine, StringBuilder out, int depth) {
        out.append(indent).append(caption).append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            out.append(": ");
            Visible.text(thrown.getMessage(), out);
        }
        out.append(newLine);
        if (depth == DEEPEST) {
            return;
        }
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        for (int i = 0; i < own; i++) {
            out.append(indent)
                    .append("\tat ")
                    .append(frames[i].getStackTraceElement())
                    .append(newLine);
        }
        if (thrown.getCommonFrames() > 0) {
            out.append(indent)
                    .append("\t... ")
                    .append(thrown.getCommonFrames())
                    .append(" more")
                    .append(newLine);
        }
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            write(suppressed, indent + "\t", "Suppressed: ", newLine, out, depth + 1);
        }
        if (thrown.getCause() != null) {
            write(thrown.getCause(), indent, "Caused by: ", newLine, out, depth + 1);
        }
    }
}
