package org.sosgi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How much the sender and the stand-in can do without an agent between them: what makes it plain that they limit nothing. */
public final class OwnLimits {

    private static final int LINES = 1_000;

    private OwnLimits() {}

    /**
     * @param lines lines the stand-in took and counted
     * @param cpuNanos CPU time of its thread for them
     */
    public record StandInResult(long lines, long elapsedNanos, long cpuNanos) {

        public double rate() {
            return lines * 1e9 / elapsedNanos;
        }

        public double cpuMicrosPerLine() {
            return cpuNanos / 1e3 / lines;
        }
    }

    /** Sends to a socket that nobody reads, so that the kernel drops what does not fit. */
    public static LoadSender.Result sender(Kind kind, Duration duration) throws IOException {
        try (var target = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var sender = new LoadSender((InetSocketAddress) target.getLocalAddress(), kind, 'A', SendLog.NONE)) {
            sender.flatOut(duration.dividedBy(4));
            return sender.flatOut(duration);
        }
    }

    /** Writes requests of 1,000 lines, as the sink makes them of engine events, one after the other over one connection. */
    public static StandInResult standIn(Duration duration) throws IOException {
        byte[] line = line().getBytes(StandardCharsets.US_ASCII);
        int marker = line().indexOf(Marker.FENCE);
        byte[] head = ("POST /write?db=x&precision=n HTTP/1.1\r\nHost: x\r\nContent-Length: " + LINES * line.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer request =
                ByteBuffer.allocateDirect(head.length + LINES * line.length).put(head);
        for (int i = 0; i < LINES; i++) {
            request.put(line);
        }
        try (var standIn = InfluxStandIn.start(0, null);
                var client =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), standIn.port()))) {
            long number = post(client, request, head.length, line.length, marker, 0, duration.dividedBy(4));
            var before = standIn.totals();
            long start = System.nanoTime();
            post(client, request, head.length, line.length, marker, number, duration);
            var after = standIn.totals();
            return new StandInResult(
                    after.lines() - before.lines(), System.nanoTime() - start, after.cpuNanos() - before.cpuNanos());
        }
    }

    private static long post(
            SocketChannel client, ByteBuffer request, int head, int line, int marker, long first, Duration duration)
            throws IOException {
        ByteBuffer answer = ByteBuffer.allocateDirect(1024);
        long number = first;
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            long now = System.nanoTime();
            for (int i = 0; i < LINES; i++) {
                Marker.patch(request, head + i * line + marker, number++, now);
            }
            request.clear();
            while (request.hasRemaining()) {
                client.write(request);
            }
            answer.clear();
            // A 204 ends with its headers and is small enough to arrive in one piece on loopback.
            if (client.read(answer) < 0) {
                throw new IOException("the stand-in hung up");
            }
        }
        return number;
    }

    /** What the agent's sink writes for an engine event of {@link Kind#ENGINE}, in size and order. */
    private static String line() {
        String marker = Marker.text('A', 0, 0);
        return "log_event,host=srv-a,level=WARN,source=qseow-engine,log_row=1,subsystem=System.Engine.Engine,"
                + "user_full=LAB\\anna,user_directory=LAB,user_id=anna,windows_user=LAB\\svc,"
                + "app_id=d7cf16f9-6a95-462a-9ff1-a6d413326de4,engine_exe_version=12.2345.0 "
                + "message=\"Engine message " + marker + "\",session_id=\"c1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5\","
                + "raw_event=\"{\\\"source\\\":\\\"qseow-engine\\\",\\\"log_row\\\":1,\\\"ts_iso\\\":\\\"2026-09-14T10:24:51.123+0200\\\","
                + "\\\"ts_local\\\":\\\"2026-09-14T10:24:51.123+0200\\\",\\\"level\\\":\\\"WARN\\\",\\\"host\\\":\\\"srv-a\\\","
                + "\\\"subsystem\\\":\\\"System.Engine.Engine\\\",\\\"windows_user\\\":\\\"LAB\\\\\\\\svc\\\",\\\"message\\\":\\\"Engine message "
                + marker
                + "\\\",\\\"proxy_session_id\\\":\\\"a1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5\\\",\\\"user_directory\\\":\\\"LAB\\\","
                + "\\\"user_id\\\":\\\"anna\\\",\\\"engine_ts\\\":\\\"20260914T102451.123+0200\\\",\\\"process_id\\\":"
                + "\\\"b1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5\\\",\\\"engine_exe_version\\\":\\\"12.2345.0\\\",\\\"server_started\\\":"
                + "\\\"20260901T081530.000+0200\\\",\\\"entry_type\\\":\\\"System\\\",\\\"session_id\\\":"
                + "\\\"c1a1a1a1-b2b2-4c3c-8d4d-e5e5e5e5e5e5\\\",\\\"app_id\\\":\\\"d7cf16f9-6a95-462a-9ff1-a6d413326de4\\\","
                + "\\\"user_full\\\":\\\"LAB\\\\\\\\anna\\\"}\" 1740820512345000000\n";
    }

    public static void main(String[] args) throws IOException {
        var duration = Duration.ofSeconds(3);
        for (Kind kind : Kind.values()) {
            var sent = sender(kind, duration);
            System.out.printf("sender %-8s %,9.0f/s  %.2f µs CPU each%n", kind, sent.rate(), sent.cpuMicrosPerEvent());
        }
        var taken = standIn(duration);
        System.out.printf("stand-in %,9.0f lines/s  %.2f µs CPU each%n", taken.rate(), taken.cpuMicrosPerLine());
    }
}
