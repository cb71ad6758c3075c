package org.sosgi.control;

import java.util.regex.Pattern;

/**
 * Why a component could not be activated, for people. The component runtime tells it as a printed stack trace, in which the message of
 * the component itself is with the last cause.
 */
final class ActivationFailure {

    private static final String CAUSED_BY = "Caused by: ";

    /** How {@link Throwable#toString} begins. */
    private static final Pattern CLASS = Pattern.compile("(?:[\\w$]+\\.)+([\\w$]+)(?:: *|$)");

    private ActivationFailure() {}

    /**
     * @param trace as {@link Throwable#printStackTrace} has it; null if the runtime knows none
     * @return the first line of the root cause's message, without the name of its class; never empty
     */
    static String reason(String trace) {
        String root = "";
        for (String line : trace == null ? new String[0] : trace.split("\\R")) {
            if (line.startsWith(CAUSED_BY)) {
                root = line.substring(CAUSED_BY.length());
            } else if (root.isEmpty()) {
                root = line;
            }
        }
        var named = CLASS.matcher(root);
        if (!named.lookingAt()) {
            return root.isBlank() ? "for no reason it tells; see the log" : root.strip();
        }
        String message = root.substring(named.end()).strip();
        // What has no message is a mistake in the program: then its kind is all there is to tell.
        return message.isEmpty() ? named.group(1) + ", see the log" : message;
    }
}
