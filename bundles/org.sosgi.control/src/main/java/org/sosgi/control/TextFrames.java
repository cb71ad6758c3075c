package org.sosgi.control;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.sosgi.launcher.control.Frame;

/** Packs what a command prints into frames. */
final class TextFrames extends Writer {

    // In UTF-8 a char takes at most three bytes, so this many always fit into one frame.
    private static final int CHARS = Frame.LIMIT / 3;

    private final DataOutputStream out;
    private final StringBuilder waiting = new StringBuilder();

    TextFrames(DataOutputStream out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            // A frame must not end between the two halves of a character.
            if (waiting.length() >= CHARS - 1 && !Character.isLowSurrogate(text[i])) {
                flush();
            }
            waiting.append(text[i]);
        }
    }

    @Override
    public void flush() throws IOException {
        if (waiting.length() > 0) {
            new Frame(Frame.TEXT, waiting.toString().getBytes(StandardCharsets.UTF_8)).write(out);
            waiting.setLength(0);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
