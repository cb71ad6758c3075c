package org.sosgi.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A sender that runs on a thread of its own while something is done to the agent. */
public final class Background implements AutoCloseable {

    private static final Duration WITHOUT_END = Duration.ofDays(1);

    private final LoadSender sender;
    private final CompletableFuture<LoadSender.Result> result = new CompletableFuture<>();
    private final Thread thread;

    public Background(LoadSender sender, double rate) {
        this.sender = sender;
        thread = new Thread(
                () -> {
                    try {
                        result.complete(sender.paced(rate, WITHOUT_END));
                    } catch (IOException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                },
                "load-sender");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the sending and returns what was sent. */
    public LoadSender.Result stop() throws IOException {
        sender.stop();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new IOException("the sender broke off", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        sender.close();
    }
}
