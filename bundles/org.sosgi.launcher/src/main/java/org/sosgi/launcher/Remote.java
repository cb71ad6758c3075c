package org.sosgi.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.sosgi.launcher.control.ControlAddress;
import org.sosgi.launcher.control.Frame;

/** {@code sosgi NAME …}: a command of the running agent. */
final class Remote {

    private final Home home;

    Remote(Home home) {
        this.home = home;
    }

    int call(List<String> words, PrintStream out) throws IOException {
        if (FolderLock.runningPid(home).isEmpty()) {
            System.err.println("no agent runs in " + home.folder());
            return Main.FAILED;
        }
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
