package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Events at a fixed rate for a while, and what they cost. */
public record SteadyLoad(Kind kind, double rate, Duration duration) {

    /**
     * @param agentCpuNanos CPU time of the agent's process from the first event to the last one's arrival
     * @param standInCpuNanos the same of the stand-in's thread
     * @param rssBytes the agent's memory at the end
     * @param latencyMicros from sending to the acknowledgement by the database
     */
    public record Result(
            Tally tally,
            LoadSender.Result sender,
            long agentCpuNanos,
            long standInCpuNanos,
            long rssBytes,
            Histogram latencyMicros) {

        public double agentCpuMicrosPerEvent() {
            return agentCpuNanos / 1e3 / tally.sent();
        }

        public double standInCpuMicrosPerEvent() {
            return standInCpuNanos / 1e3 / tally.sent();
        }
    }

    public Result run(Rig rig) throws IOException, InterruptedException {
        rig.standIn().resetLatency();
        try (LoadSender sender = rig.sender(kind, SendLog.NONE)) {
            long agentBefore = rig.agent().usage().cpuNanos();
            long standInBefore = rig.standIn().totals().cpuNanos();
            LoadSender.Result sent = sender.paced(rate, duration);
            Tally tally = rig.drainQuickly(sender);
            ProcessUsage after = rig.agent().usage();
            return new Result(
                    tally,
                    sent,
                    after.cpuNanos() - agentBefore,
                    rig.standIn().totals().cpuNanos() - standInBefore,
                    after.rssBytes(),
                    rig.standIn().latencyMicros());
        }
    }
}
