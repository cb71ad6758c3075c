package org.sosgi.launcher.trust;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The layout of a zip file (APPNOTE.TXT 4.3), more strictly than those who read it are: what is said twice must be the same, records
 * lie one behind the other from the first byte to the last, and nothing is between them, before or behind. So there is nothing in
 * the file that its signature does not speak of, but for the extra fields and attributes that some archivers write.
 */
final class ZipContainer {

    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int MOST_DIRECTORY = 32 << 20;

    /** Sizes follow the content; how hard it was packed (two bits); names are UTF-8. */
    private static final int FLAGS = 0x080e;

    private static final int SIZES_FOLLOW = 8;

    private final FileChannel channel;

    private ZipContainer(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws NotTrustedException if anything is as it should not be */
    static void requireExact(Path file) throws IOException, NotTrustedException {
        try (FileChannel channel = FileChannel.open(file)) {
            new ZipContainer(channel).check();
        } catch (EOFException | IndexOutOfBoundsException e) {
            throw wrong("a record goes beyond its end");
        }
    }

    /** A record of the directory: {@code common} is what the local header must say, too, from the needed version to the sizes. */
    private record Record(byte[] common, byte[] name, long crc, long packed, long size, int flags) {}

    private void check() throws IOException, NotTrustedException {
        long length = channel.size();
        ByteBuffer end = read(length - END_LENGTH, END_LENGTH);
        int count = end.getShort(10) & 0xffff;
        long size = end.getInt(12) & 0xffffffffL;
        long start = end.getInt(16) & 0xffffffffL;
        require(end.getInt(0) == END && end.getShort(20) == 0, "it does not end with its directory");
        require(end.getInt(4) == 0 && (end.getShort(8) & 0xffff) == count, "it is one of several parts");
        require(start + size == length - END_LENGTH, "there is something between its directory and its end");
        require(size <= MOST_DIRECTORY, "its directory is too large");
        SortedMap<Long, Record> records = new TreeMap<>();
        ByteBuffer directory = read(start, (int) size);
        for (int i = 0; i < count; i++) {
            addRecord(directory, records);
        }
        require(
                !directory.hasRemaining() && records.size() == count,
                "its directory has not as many entries as it says");
        long at = 0;
        for (var record : records.entrySet()) {
            require(record.getKey() == at, "there is something between its entries");
            at = checkLocal(at, record.getValue());
        }
        require(at == start, "there is something before its directory");
    }

    private static void addRecord(ByteBuffer directory, SortedMap<Long, Record> records) throws NotTrustedException {
        ByteBuffer header = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
        require(header.getInt(0) == CENTRAL, "its directory is damaged");
        int host = header.get(5);
        int version = header.get(4);
        int needed = header.getShort(6);
        int flags = header.getShort(8);
        int method = header.getShort(10);
        int nameLength = header.getShort(28) & 0xffff;
        int extraLength = header.getShort(30) & 0xffff;
        require(needed == 10 || needed == 20, "an entry needs another version of the format");
        require(
                (flags & ~FLAGS) == 0 && (method == 0 || method == 8),
                "an entry is encrypted, or packed in an unusual way");
        require(header.getInt(32) == 0, "an entry has a comment, or is elsewhere");
        // What the other systems say about their files means nothing here; where none is named nothing may be said.
        boolean plain =
                header.getShort(36) == 0 && (header.getInt(38) & ~0x10) == 0 && (version == 10 || version == 20);
        require(host == 3 || host == 0 && plain, "an entry has attributes of an unknown system");
        long packed = header.getInt(20) & 0xffffffffL;
        long size = header.getInt(24) & 0xffffffffL;
        require(method == 8 || packed == size, "an entry has two sizes");
        byte[] common = new byte[22];
        header.get(6, common);
        byte[] name = new byte[nameLength];
        header.get(CENTRAL_LENGTH, name);
        require(
                header.getInt(38) == 0 || host == 3 || name.length > 0 && name[name.length - 1] == '/',
                "an entry has attributes of an unknown system");
        var record = new Record(common, name, header.getInt(16) & 0xffffffffL, packed, size, flags);
        require(records.put(header.getInt(42) & 0xffffffffL, record) == null, "two entries have the same content");
        directory.position(directory.position() + CENTRAL_LENGTH + nameLength + extraLength);
    }

    /** Returns where the record ends. */
    private long checkLocal(long at, Record record) throws IOException, NotTrustedException {
        ByteBuffer local = read(at, LOCAL_LENGTH + record.name().length);
        boolean follow = (record.flags() & SIZES_FOLLOW) != 0;
        byte[] common = record.common().clone();
        if (follow && local.getInt(14) == 0 && local.getInt(18) == 0 && local.getInt(22) == 0) {
            Arrays.fill(common, 10, 22, (byte) 0);
        }
        require(
                local.getInt(0) == LOCAL && local.slice(4, 22).mismatch(ByteBuffer.wrap(common)) < 0,
                "an entry is not as its" + " directory says");
        require(
                (local.getShort(26) & 0xffff) == record.name().length
                        && local.slice(LOCAL_LENGTH, record.name().length).equals(ByteBuffer.wrap(record.name())),
                "an entry has two names");
        long end = at + LOCAL_LENGTH + record.name().length + (local.getShort(28) & 0xffff) + record.packed();
        if (!follow) {
            return end;
        }
        // With or without its signature; who reads by the directory does not look at it.
        ByteBuffer descriptor = read(end, 16);
        int skip = descriptor.getInt(0) == DESCRIPTOR ? 4 : 0;
        require(
                descriptor.getInt(skip) == (int) record.crc()
                        && descriptor.getInt(skip + 4) == (int) record.packed()
                        && descriptor.getInt(skip + 8) == (int) record.size(),
                "what follows an entry is not as its directory says");
        return end + skip + 12;
    }

    private ByteBuffer read(long at, int length) throws IOException, NotTrustedException {
        require(at >= 0, "it is too short");
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    private static void require(boolean right, String otherwise) throws NotTrustedException {
        if (!right) {
            throw wrong(otherwise);
        }
    }

    private static NotTrustedException wrong(String what) {
        return new NotTrustedException(
                "is damaged, or not packed as a jar has to be: " + what + "; pack and sign it again");
    }
}
