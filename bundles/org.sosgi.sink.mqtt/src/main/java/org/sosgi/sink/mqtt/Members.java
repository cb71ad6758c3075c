package org.sosgi.sink.mqtt;

/** Members of objects and elements of lists, each of which begins with a comma until the whole is opened. */
final class Members {

    private Members() {}

    /** Returns what goes before a member's value: comma, name, colon. */
    static byte[] before(String name) {
        return new JsonBuffer().ascii(",").text(name).ascii(":").take();
    }

    /** Puts a bracket in the place of the first comma after {@code start}; or there, if nothing follows. */
    static void open(JsonBuffer to, int start, char bracket) {
        if (to.length() == start) {
            to.ascii(String.valueOf(bracket));
        } else {
            to.set(start, bracket);
        }
    }
}
