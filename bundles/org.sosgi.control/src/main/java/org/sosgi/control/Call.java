package org.sosgi.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.launcher.control.Frame;

/** One caller: reads its request, runs the command, sends the answer. After 30 seconds it is broken off. */
final class Call implements Runnable {

    private static final long DEADLINE_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

    private final Commands commands;
    private final SocketChannel caller;
    private final ScheduledExecutorService watchdog;

    Call(Commands commands, SocketChannel caller, ScheduledExecutorService watchdog) {
        this.commands = commands;
        this.caller = caller;
        this.watchdog = watchdog;
    }

    @Override
    public void run() {
        // An interrupt also closes the channel, so a caller that does not read or write is left as well.
        Thread self = Thread.currentThread();
        Future<?> deadline = watchdog.schedule(self::interrupt, DEADLINE_SECONDS, TimeUnit.SECONDS);
        try (caller) {
            Frame request = Frame.read(new DataInputStream(Channels.newInputStream(caller)));
            if (request.kind() != Frame.WORDS) {
                throw new IOException("not a request: kind " + request.kind());
            }
            var answer = new DataOutputStream(Channels.newOutputStream(caller));
            var text = new PrintWriter(new TextFrames(answer));
            int code = commands.run(request.words(), text);
            text.flush();
            Frame.exit(code).write(answer);
        } catch (IOException e) {
            LOG.debug("a caller of the control socket is gone", e);
        } finally {
            deadline.cancel(false);
        }
    }
}
