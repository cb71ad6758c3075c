package org.sosgi.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts the lines of accepted writes, by number and stream, and how long after their sending they were acknowledged. One thread. */
final class Arrivals {

    private final Map<Character, Stream> streams = new TreeMap<>();
    private Histogram latencyMicros = new Histogram(3);
    private Stream last;
    private char lastLetter;
    private long lines;
    private long unnumbered;
    private long bytes;

    /**
     * @param acknowledgedAt {@link System#nanoTime} of the moment the write was answered
     */
    void examine(byte[] body, int from, int end, long acknowledgedAt) {
        bytes += end - from;
        int line = from;
        while (line < end) {
            int newline = Swar.find(body, line, end, (byte) '\n');
            if (newline > line) {
                lines++;
                examineLine(body, line, newline, acknowledgedAt);
            }
            line = newline + 1;
        }
    }

    private void examineLine(byte[] body, int from, int end, long acknowledgedAt) {
        int fence = Swar.find(body, from, end, Marker.FENCE);
        while (fence < end && !Marker.at(body, fence, end)) {
            fence = Swar.find(body, fence + 1, end, Marker.FENCE);
        }
        if (fence >= end) {
            unnumbered++;
            return;
        }
        if (stream(Marker.stream(body, fence)).arrived(Marker.number(body, fence))) {
            latencyMicros.recordValue(Math.max(0, acknowledgedAt - Marker.nanos(body, fence)) / 1_000);
        }
    }

    private Stream stream(char letter) {
        if (last == null || letter != lastLetter) {
            last = streams.computeIfAbsent(letter, any -> new Stream());
            lastLetter = letter;
        }
        return last;
    }

    Map<Character, Stream> streams() {
        return streams;
    }

    long lines() {
        return lines;
    }

    long unnumbered() {
        return unnumbered;
    }

    long bytes() {
        return bytes;
    }

    /** Returns a copy. */
    Histogram latencyMicros() {
        return latencyMicros.copy();
    }

    /** Forgets the latencies only: those before a measurement's start say nothing about it. */
    void resetLatency() {
        latencyMicros = new Histogram(3);
    }
}
