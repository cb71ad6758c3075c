package org.sosgi.process.counts;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.sosgi.api.Datagram;
import org.sosgi.api.Decoder;
import org.sosgi.api.Emitter;

/**
 * Counts datagrams at the endpoint for log events that nobody decoded. The source is the first field, in lower case and without its
 * slashes. Only the five sources of Qlik Sense, which come here while they are not enabled, are known to tell their host and subsystem
 * in fields 5 and 6; of others these are {@code Unknown}.
 *
 * <p>Anybody can send datagrams and each name counted is a series in some database: only the first {@link #MOST_STRANGERS} names that
 * are not those of Qlik Sense are kept apart.
 */
final class UnrecognisedLog implements Decoder {

    static final int MOST_STRANGERS = 100;

    private static final Set<String> KNOWN =
            Set.of("qseow-engine", "qseow-proxy", "qseow-repository", "qseow-scheduler", "qseow-qix-perf");
    private static final int SOURCE_LIMIT = 100;
    private static final int HOST_FIELD = 5;
    private static final int HOST_LIMIT = 100;
    private static final int SUBSYSTEM_FIELD = 6;
    private static final int SUBSYSTEM_LIMIT = 200;
    /** A character takes three bytes of UTF-8 for each UTF-16 unit at the most. */
    private static final int BYTES_PER_UNIT = 3;

    private final CountTable table;
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();
    private final LongAdder seen = new LongAdder();

    UnrecognisedLog(CountTable table) {
        this.table = table;
    }

    @Override
    public void decode(Datagram in, Emitter out) {
        seen.increment();
        String source = source(field(in, 0, SOURCE_LIMIT + 2));
        if (KNOWN.contains(source)) {
            table.count(source, field(in, HOST_FIELD, HOST_LIMIT), field(in, SUBSYSTEM_FIELD, SUBSYSTEM_LIMIT));
        } else if (source.equals(CountTable.UNKNOWN) || mayKeep(source)) {
            table.count(source, CountTable.UNKNOWN, CountTable.UNKNOWN);
        } else {
            table.count(CountTable.OTHER.source(), CountTable.UNKNOWN, CountTable.UNKNOWN);
        }
        table.settle(out);
    }

    long seen() {
        return seen.sum();
    }

    private boolean mayKeep(String source) {
        return strangers.contains(source) || strangers.size() < MOST_STRANGERS && strangers.add(source);
    }

    /** The first two slashes are left out, wherever they are. */
    private static String source(String field) {
        String text = field;
        for (int i = 0; i < 2; i++) {
            int slash = text.indexOf('/');
            text = slash < 0 ? text : text.substring(0, slash) + text.substring(slash + 1);
        }
        if (text.isEmpty()) {
            return CountTable.UNKNOWN;
        }
        return field.equals(CountTable.UNKNOWN) ? field : text.toLowerCase(Locale.ROOT);
    }

    /** Returns a field without control characters and cut to so many UTF-16 units; {@code Unknown} if it is missing or empty. */
    private static String field(Datagram in, int number, int limit) {
        byte[] bytes = in.array();
        int end = in.offset() + in.length();
        int start = in.offset();
        for (int field = 0; field < number; field++) {
            start = separator(bytes, start, end) + 1;
            if (start > end) {
                return CountTable.UNKNOWN;
            }
        }
        int length = Math.min(separator(bytes, start, end) - start, limit * BYTES_PER_UNIT);
        String text = clean(new String(bytes, start, length, StandardCharsets.UTF_8), limit);
        return text.isEmpty() ? CountTable.UNKNOWN : text;
    }

    /** Returns where the next semicolon is, or the end. */
    private static int separator(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != ';') {
            at++;
        }
        return at;
    }

    private static String clean(String text, int limit) {
        var kept = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && kept.length() < limit; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != 0x7F) {
                kept.append(c);
            }
        }
        return kept.toString();
    }
}
