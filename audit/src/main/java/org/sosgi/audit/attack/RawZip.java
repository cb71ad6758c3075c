package org.sosgi.audit.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Writes zip files (APPNOTE.TXT 4.3) that no library would: the same name twice, links, entries that share their content. */
final class RawZip {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int DATE = 0x5d78; // 2026-11-24

    /** Made by Unix, version 2.0: the upper half of the attributes is a file mode. */
    private static final int UNIX = 3 << 8 | 20;

    private static final int LINK = 0120777 << 16;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** Content that is packed already. */
    record Packed(byte[] bytes, long size, long crc) {}

    /** Returns all entries of a jar, in their order. */
    static Map<String, byte[]> read(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }

    static RawZip of(Map<String, byte[]> entries) {
        return new RawZip().addAll(entries);
    }

    RawZip addAll(Map<String, byte[]> entries) {
        entries.forEach(this::add);
        return this;
    }

    RawZip add(String name, byte[] bytes) {
        return write(name, STORED, bytes, bytes.length, crc(bytes), 20, 0);
    }

    RawZip add(String name, Packed packed) {
        return write(name, DEFLATED, packed.bytes(), packed.size(), packed.crc(), 20, 0);
    }

    /** Adds a symbolic link, as Unix archivers write it. */
    RawZip link(String name, String target) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        return write(name, STORED, bytes, bytes.length, crc(bytes), UNIX, LINK);
    }

    /** Adds names which all lead to one content: little to store, much to unpack. */
    RawZip share(String stem, int names, Packed packed) {
        int at = content.size();
        write(stem + 0, DEFLATED, packed.bytes(), packed.size(), packed.crc(), 20, 0);
        for (int i = 1; i < names; i++) {
            record(stem + i, DEFLATED, packed.bytes().length, packed.size(), packed.crc(), 20, 0, at);
        }
        return this;
    }

    byte[] bytes() {
        int start = content.size();
        int size = directory.size();
        content.writeBytes(directory.toByteArray());
        content.writeBytes(buffer(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(size)
                .putInt(start)
                .putShort((short) 0)
                .array());
        return content.toByteArray();
    }

    private RawZip write(String name, int method, byte[] bytes, long size, long crc, int madeBy, int attributes) {
        int at = content.size();
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(30).putInt(LOCAL);
        common(header, method, bytes.length, size, crc);
        content.writeBytes(
                header.putShort((short) encoded.length).putShort((short) 0).array());
        content.writeBytes(encoded);
        content.writeBytes(bytes);
        record(name, method, bytes.length, size, crc, madeBy, attributes, at);
        return this;
    }

    private void record(
            String name, int method, int packed, long size, long crc, int madeBy, int attributes, int offset) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(46).putInt(CENTRAL).putShort((short) madeBy);
        common(header, method, packed, size, crc);
        header.putShort((short) encoded.length)
                .putShort((short) 0) // extra field
                .putShort((short) 0) // comment
                .putInt(0) // disk, internal attributes
                .putInt(attributes)
                .putInt(offset);
        directory.writeBytes(header.array());
        directory.writeBytes(encoded);
        count++;
    }

    private static void common(ByteBuffer header, int method, int packed, long size, long crc) {
        header.putShort((short) 20)
                .putShort((short) 0x0800) // names are UTF-8
                .putShort((short) method)
                .putShort((short) 0)
                .putShort((short) DATE)
                .putInt((int) crc)
                .putInt(packed)
                .putInt((int) size);
    }

    static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
