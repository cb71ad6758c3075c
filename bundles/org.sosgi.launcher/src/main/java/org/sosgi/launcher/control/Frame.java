package org.sosgi.launcher.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the control socket, in both directions: frames.
 *
 * <pre>
 *   frame    = kind (1 byte) length (4 bytes, big-endian) content (that many bytes, at most 64 KiB)
 *   request  = one frame WORDS: the words of the command line, in UTF-8, each ended by a zero byte
 *   response = any number of frames TEXT: parts of the answer in UTF-8,
 *              then one frame EXIT: the exit code, 4 bytes, big-endian
 * </pre>
 *
 * One request per connection. A connection that ends without EXIT was broken off.
 */
public record Frame(byte kind, byte[] content) {

    /** The largest content. */
    public static final int LIMIT = 64 * 1024;

    public static final byte WORDS = 1;
    public static final byte TEXT = 2;
    public static final byte EXIT = 3;

    /** @throws IllegalArgumentException if the words are too long for a frame or one contains a zero character */
    public static Frame words(List<String> words) {
        var joined = new StringBuilder();
        for (String word : words) {
            if (word.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a word of a command cannot contain a zero character");
            }
            joined.append(word).append('\0');
        }
        byte[] content = joined.toString().getBytes(StandardCharsets.UTF_8);
        if (content.length > LIMIT) {
            throw new IllegalArgumentException("a command can be " + LIMIT + " bytes long, not " + content.length);
        }
        return new Frame(WORDS, content);
    }

    public static Frame exit(int code) {
        return new Frame(EXIT, new byte[] {(byte) (code >> 24), (byte) (code >> 16), (byte) (code >> 8), (byte) code});
    }

    /** @throws IOException also if what comes is no frame, or one that is too large */
    public static Frame read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        int length = in.readInt();
        if (kind < WORDS || kind > EXIT || length < 0 || length > LIMIT || kind == EXIT && length != 4) {
            throw new IOException("not a frame: kind " + kind + ", length " + length);
        }
        byte[] content = new byte[length];
        in.readFully(content);
        return new Frame(kind, content);
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(content.length);
        out.write(content);
        out.flush();
    }

    public List<String> words() {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == 0) {
                words.add(new String(content, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        return words;
    }

    public int exitCode() {
        return (content[0] & 0xff) << 24 | (content[1] & 0xff) << 16 | (content[2] & 0xff) << 8 | content[3] & 0xff;
    }
}
