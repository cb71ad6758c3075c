package org.sosgi.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The sink's bundle is replaced again and again, and its configuration taken away and given back, while events come in. Nothing may be
 * lost, nothing may arrive twice: the destination is well all the time.
 *
 * @param rate events a second, throughout
 * @param updates how often a newer version is dropped into deploy/
 * @param restarts how often the sink is switched off and on again in the configuration file
 */
public record HotSwap(Kind kind, double rate, int updates, int restarts) {

    public static final String SINK = "org.sosgi.sink.influxdb";
    private static final int PATIENCE_SECONDS = 30;

    /**
     * @param medianSwapMillis from the file's appearance to the agent's word that the new version runs
     * @param worstSwapMillis the longest of them
     */
    public record Result(Tally tally, LoadSender.Result sender, double medianSwapMillis, double worstSwapMillis) {}

    public Result run(Rig rig, Consumer<String> progress) throws IOException, InterruptedException {
        PluginVersions versions = PluginVersions.of(rig.agent().distribution(), SINK);
        double[] millis = new double[updates];
        try (LoadSender sender = rig.sender(kind, SendLog.NONE);
                var load = new Background(sender, rate)) {
            for (int i = 0; i < updates; i++) {
                millis[i] = update(rig, versions, i + 1);
                tell(progress, "update", i + 1, updates, rig.tally(sender));
            }
            for (int i = 0; i < restarts; i++) {
                switchSink(rig, false, "removed");
                switchSink(rig, true, "added");
                tell(progress, "restart", i + 1, restarts, rig.tally(sender));
            }
            LoadSender.Result sent = load.stop();
            Tally tally = rig.drain(sender);
            Arrays.sort(millis);
            return new Result(
                    tally, sent, updates == 0 ? 0 : millis[updates / 2], updates == 0 ? 0 : millis[updates - 1]);
        }
    }

    private static double update(Rig rig, PluginVersions versions, int number)
            throws IOException, InterruptedException {
        Path target = rig.folder().resolve("deploy").resolve(SINK + ".jar");
        var done = rig.agent()
                .line(line -> line.contains(SINK + " 9.0." + number + " updated")
                        || line.contains(SINK + ".jar is not used"));
        long start = System.nanoTime();
        versions.put(number, target);
        String line = await(rig, done, "update " + number + " of " + SINK);
        if (!line.contains(" updated")) {
            throw new IOException("the update was refused: " + line);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static void switchSink(Rig rig, boolean on, String word) throws IOException, InterruptedException {
        var done = rig.agent().line(line -> line.contains(word + " " + SINK));
        rig.yaml().withInflux(on).write(rig.folder().resolve("etc/butler-sos.yaml"));
        await(rig, done, SINK + " " + word);
    }

    private static String await(Rig rig, CompletableFuture<String> line, String what)
            throws IOException, InterruptedException {
        try {
            return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the agent did not tell of it within " + PATIENCE_SECONDS + " s: " + what + "; its last words:\n"
                            + rig.agent().lastOutput(),
                    e);
        }
    }

    private static void tell(Consumer<String> progress, String what, int number, int of, Tally tally) {
        if (number % Math.max(1, of / 10) == 0) {
            progress.accept(String.format("%s %d of %d, %s", what, number, of, tally.soFar()));
        }
    }
}
