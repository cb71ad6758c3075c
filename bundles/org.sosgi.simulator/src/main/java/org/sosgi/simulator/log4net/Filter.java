package org.sosgi.simulator.log4net;

/** One link of an appender's chain of filters: the first that decides, decides. */
sealed interface Filter {

    /** What a filter says of a line. */
    enum Decision {
        ACCEPT,
        DENY,
        NEUTRAL
    }

    Decision decide(LogLine line);

    /** @param onMatch whether a line that contains the text is accepted; it is denied if not */
    record StringMatch(String text, boolean onMatch) implements Filter {

        @Override
        public Decision decide(LogLine line) {
            if (!line.message().contains(text)) {
                return Decision.NEUTRAL;
            }
            return onMatch ? Decision.ACCEPT : Decision.DENY;
        }
    }

    /** Ends a chain whose other filters accept. */
    record DenyAll() implements Filter {

        @Override
        public Decision decide(LogLine line) {
            return Decision.DENY;
        }
    }
}
