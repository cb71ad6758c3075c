package org.sosgi.launcher.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file that is made while it is read, so that nothing has to be held: first what the JDK's verifier has to see first, then the
 * other entries. Not packed.
 */
final class RewrittenZip extends InputStream {

    private static final int CHUNK = 1 << 15;

    /** A buffer that can be read from without a copy. */
    private static final class Made extends ByteArrayOutputStream {

        private Made() {
            super(2 * CHUNK);
        }

        private byte[] bytes() {
            return buf;
        }
    }

    private final Map<String, byte[]> first;
    private final Entries entries;
    private final Iterator<String> names;
    private final Made made = new Made();
    private final ZipOutputStream zip = new ZipOutputStream(made);
    private final byte[] chunk = new byte[CHUNK];
    private int taken;
    private InputStream current;
    private boolean complete;

    /** @param first in this order; not asked of the entries again */
    RewrittenZip(Map<String, byte[]> first, Entries entries, List<String> rest) {
        this.first = first;
        this.entries = entries;
        this.names = java.util.stream.Stream.concat(first.keySet().stream(), rest.stream())
                .iterator();
        zip.setLevel(Deflater.NO_COMPRESSION);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (taken == made.size()) {
            if (complete) {
                return -1;
            }
            made.reset();
            taken = 0;
            makeMore();
        }
        int count = Math.min(length, made.size() - taken);
        System.arraycopy(made.bytes(), taken, target, offset, count);
        taken += count;
        return count;
    }

    private void makeMore() throws IOException {
        if (current != null) {
            int read = current.read(chunk);
            if (read >= 0) {
                zip.write(chunk, 0, read);
            } else {
                current.close();
                current = null;
                zip.closeEntry();
            }
        } else if (names.hasNext()) {
            String name = names.next();
            zip.putNextEntry(new ZipEntry(name));
            byte[] held = first.get(name);
            current = held == null ? entries.open(name) : new ByteArrayInputStream(held);
        } else {
            zip.finish();
            complete = true;
        }
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
        }
        zip.close();
    }
}
