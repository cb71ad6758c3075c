package org.sosgi.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import org.sosgi.launcher.control.ControlAddress;
import org.sosgi.launcher.control.Frame;

/** The agent of a folder, as another process of the same user sees it. */
public final class RunningAgent {

    private final Home home;

    public RunningAgent(Home home) {
        this.home = home;
    }

    /** Returns its process; empty if none runs. */
    public OptionalLong pid() throws IOException {
        return FolderLock.runningPid(home);
    }

    /**
     * Asks it, and hands on its answer. Has no deadline of its own, but ends when the thread is interrupted.
     *
     * @return the exit code of the command
     * @throws IOException if nobody answers, or not to the end
     */
    public int ask(List<String> words, OutputStream out) throws IOException {
        SocketChannel socket;
        try {
            socket = SocketChannel.open(new ControlAddress(home.var("run")).find());
        } catch (IOException e) {
            throw new IOException("the agent in " + home.folder() + " does not answer: " + e.getMessage());
        }
        try (socket) {
            Frame.words(words).write(new DataOutputStream(Channels.newOutputStream(socket)));
            var in = new DataInputStream(Channels.newInputStream(socket));
            for (; ; ) {
                Frame frame = Frame.read(in);
                if (frame.kind() == Frame.EXIT) {
                    out.flush();
                    return frame.exitCode();
                }
                out.write(frame.content());
            }
        } catch (EOFException e) {
            throw new IOException("the agent broke the answer off");
        }
    }
}
