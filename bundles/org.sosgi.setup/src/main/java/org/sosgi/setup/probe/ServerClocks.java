package org.sosgi.setup.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.sosgi.http.Reply;

/** How far the clocks of servers are from ours, by the {@code Date} of their replies. Safe for use by several threads. */
public final class ServerClocks {

    private static final Duration MOST = Duration.ofSeconds(60);

    /** Positive if the server is ahead. */
    private final Map<String, Duration> skews = new TreeMap<>();

    /** @param when the reply came */
    public void saw(String server, Reply reply, Instant when) {
        String date = reply.header("Date");
        if (date == null) {
            return;
        }
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            synchronized (this) {
                skews.put(server, Duration.between(when, theirs));
            }
        } catch (DateTimeParseException e) {
            // No date at all, as good as none.
        }
    }

    public synchronized Finding finding() {
        if (skews.isEmpty()) {
            return Finding.ok("clock", "not compared: no server told its time");
        }
        var far = new StringBuilder();
        Duration most = Duration.ZERO;
        for (Map.Entry<String, Duration> entry : skews.entrySet()) {
            Duration skew = entry.getValue();
            most = skew.abs().compareTo(most) > 0 ? skew.abs() : most;
            if (skew.abs().compareTo(MOST) > 0) {
                far.append(far.isEmpty() ? "" : ", ").append(entry.getKey()).append(" is ");
                far.append(skew.abs().toSeconds()).append(skew.isNegative() ? " s behind" : " s ahead");
            }
        }
        return far.isEmpty()
                ? Finding.ok("clock", "within " + (most.toSeconds() + 1) + " s of " + skews.size() + " server(s)")
                : Finding.warn("clock", far.toString(), "let this machine and the servers follow a time server (NTP)");
    }
}
