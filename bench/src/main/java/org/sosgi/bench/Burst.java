package org.sosgi.bench;

import java.io.IOException;

/** So many events as fast as they can be sent, out of nothing. */
public record Burst(Kind kind, long count) {

    /** @param drainNanos from the last event sent to the last one's arrival */
    public record Result(Tally tally, LoadSender.Result sender, long drainNanos) {}

    public Result run(Rig rig) throws IOException, InterruptedException {
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            LoadSender.Result sent = sender.burst(count);
            long start = System.nanoTime();
            Tally tally = rig.drainQuickly(sender);
            return new Result(tally, sent, System.nanoTime() - start);
        }
    }
}
