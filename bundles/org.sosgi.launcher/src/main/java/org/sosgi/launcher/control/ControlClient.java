package org.sosgi.launcher.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Has the running agent of a folder do commands. An agent breaks a command off after 30 seconds, so every call ends.
 *
 * @param runFolder {@code var/run} of the agent
 */
public record ControlClient(Path runFolder) {

    /**
     * @param words the command and its arguments
     * @param out gets the answer, as UTF-8, part by part as it comes
     * @return the exit code
     * @throws IOException if no agent answers, or it breaks the answer off
     */
    public int call(List<String> words, OutputStream out) throws IOException {
        try (SocketChannel socket = connect()) {
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
            throw new IOException("the agent broke the answer off", e);
        }
    }

    private SocketChannel connect() throws IOException {
        try {
            return SocketChannel.open(new ControlAddress(runFolder).find());
        } catch (IOException e) {
            throw new IOException("the agent does not answer: " + e.getMessage(), e);
        }
    }
}
