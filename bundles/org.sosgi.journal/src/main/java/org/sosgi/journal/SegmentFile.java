package org.sosgi.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The file that is appended to; apart from the log so that tests can make the disk fail. */
interface SegmentFile extends Closeable {

    /** Opens files for appending. */
    interface Opener {
        SegmentFile create(Path path) throws IOException;
    }

    void append(byte[] bytes, int length) throws IOException;

    /** Cuts off what follows so many bytes; the next append goes there. */
    void truncate(long length) throws IOException;

    /** Returns when all that was appended is on the disk. */
    void force() throws IOException;

    /** A real file. Interrupting a thread that appends does not close it, as it would close a {@code FileChannel}. */
    static SegmentFile create(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "rw");
        return new SegmentFile() {
            @Override
            public void append(byte[] bytes, int length) throws IOException {
                file.write(bytes, 0, length);
            }

            @Override
            public void truncate(long length) throws IOException {
                file.setLength(length);
                file.seek(length);
            }

            @Override
            public void force() throws IOException {
                file.getFD().sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
