package org.sosgi.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * Stack traces as Java prints them, but that messages keep to their line, and what only shows how the framework calls and reflects is
 * counted instead of told.
 */
final class StackText {

    /** Causes of causes of causes, or one that is its own. */
    private static final int DEEPEST = 20;

    /** One that called itself until the stack was full. */
    private static final int MOST_FRAMES = 200;

    private static final String[] MACHINERY = {"org.apache.felix.", "java.lang.reflect.", "jdk.internal.reflect."};

    private final String before;
    private final String newLine;
    private final StringBuilder out;

    /**
     * @param before what a line begins with
     * @param newLine what ends it
     */
    StackText(String before, String newLine, StringBuilder out) {
        this.before = before;
        this.newLine = newLine;
        this.out = out;
    }

    void write(IThrowableProxy thrown) {
        write(thrown, "", "", 0);
    }

    private void write(IThrowableProxy thrown, String indent, String caption, int depth) {
        out.append(before).append(indent).append(caption).append(thrown.getClassName());
        if (thrown.getMessage() != null) {
            out.append(": ");
            Visible.text(thrown.getMessage(), out);
        }
        out.append(newLine);
        if (depth == DEEPEST) {
            return;
        }
        frames(thrown, indent);
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            write(suppressed, indent + "    ", "Suppressed: ", depth + 1);
        }
        if (thrown.getCause() != null) {
            write(thrown.getCause(), indent, "Caused by: ", depth + 1);
        }
    }

    private void frames(IThrowableProxy thrown, String indent) {
        StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
        int own = frames.length - thrown.getCommonFrames();
        int told = Math.min(own, MOST_FRAMES);
        int machinery = 0;
        for (int i = 0; i < told; i++) {
            StackTraceElement frame = frames[i].getStackTraceElement();
            // The first is where it happened, whoever that is.
            if (i > 0 && isMachinery(frame.getClassName())) {
                machinery++;
                continue;
            }
            left(machinery, " of the framework", indent);
            machinery = 0;
            out.append(before).append(indent).append("    at ");
            Visible.text(frame.toString(), out);
            out.append(newLine);
        }
        left(machinery, " of the framework", indent);
        left(frames.length - told, " more", indent);
    }

    private void left(int count, String what, String indent) {
        if (count > 0) {
            out.append(before)
                    .append(indent)
                    .append("    ... ")
                    .append(count)
                    .append(what)
                    .append(newLine);
        }
    }

    private static boolean isMachinery(String className) {
        for (String prefix : MACHINERY) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
