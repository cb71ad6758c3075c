package org.sosgi.journal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/**
 * Reads one segment from its beginning on, also while it is still appended to.
 *
 * <p>Not a {@code FileChannel}, because that one is closed when its thread is interrupted, as threads of sinks are. Not safe for use by
 * several threads.
 */
final class SegmentReader implements Closeable {

    private static final int CHUNK = 256 << 10;
    private static final Attribute.Role[] ROLES = Attribute.Role.values();
    private static final Attribute.Kind[] KINDS = Attribute.Kind.values();

    private final Path path;
    private final RandomAccessFile file;
    private final long firstPosition;
    private final List<EventType> types = new ArrayList<>();

    private byte[] bytes = new byte[CHUNK];
    private ByteBuffer in = ByteBuffer.wrap(bytes).limit(0);
    private long filePosition;
    private long position;
    private long validBytes;
    private int lastRecordBytes;
    private long lastTime;

    SegmentReader(Path path) throws IOException, DamagedSegmentException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
        try {
            if (!fill(SegmentFormat.HEADER_BYTES)) {
                throw new DamagedSegmentException("shorter than a header");
            }
            byte[] header = new byte[SegmentFormat.HEADER_BYTES];
            in.get(header);
            firstPosition = SegmentFormat.firstPosition(header);
        } catch (IOException | DamagedSegmentException e) {
            file.close();
            throw e;
        }
        position = firstPosition;
        validBytes = SegmentFormat.HEADER_BYTES;
    }

    Path path() {
        return path;
    }

    long firstPosition() {
        return firstPosition;
    }

    /** Returns the position of the event that {@link #next} reads next. */
    long position() {
        return position;
    }

    /** Returns how many bytes from the beginning hold whole, intact records, as far as was read. */
    long validBytes() {
        return validBytes;
    }

    /** Returns how long the record was that {@link #next} or {@link #skip} read last. */
    int lastRecordBytes() {
        return lastRecordBytes;
    }

    /** Returns the time of the event that {@link #next} or {@link #skip} read last. */
    long lastTime() {
        return lastTime;
    }

    /**
     * Returns the next event, or null at the end of the file.
     *
     * @throws EOFException if the file ends within a record
     * @throws DamagedSegmentException if the record is not what was written
     */
    Event next() throws IOException, DamagedSegmentException {
        return read(true) ? decoded : null;
    }

    /** Goes past the next event without decoding it; false at the end of the file. Throws as {@link #next}. */
    boolean skip() throws IOException, DamagedSegmentException {
        return read(false);
    }

    private Event decoded;

    private boolean read(boolean decode) throws IOException, DamagedSegmentException {
        decoded = null;
        while (true) {
            if (!fill(SegmentFormat.FRAME_BYTES)) {
                if (in.hasRemaining()) {
                    throw new EOFException("ends within the frame of a record");
                }
                return false;
            }
            int length = in.getInt(in.position());
            int checksum = in.getInt(in.position() + 4);
            if (length < 2 || length > SegmentFormat.MAX_RECORD_BYTES) {
                throw new DamagedSegmentException("length of a record is " + length + " at byte " + validBytes);
            }
            if (!fill(SegmentFormat.FRAME_BYTES + length)) {
                throw new EOFException("ends within a record");
            }
            in.position(in.position() + SegmentFormat.FRAME_BYTES);
            int body = in.position();
            if (SegmentFormat.checksum(bytes, body, length) != checksum) {
                throw new DamagedSegmentException("checksum of a record does not match at byte " + validBytes);
            }
            boolean event = decodeBody(decode);
            if (in.position() > body + length) {
                throw new DamagedSegmentException("a record says more than it has room for at byte " + validBytes);
            }
            in.position(body + length);
            validBytes += SegmentFormat.FRAME_BYTES + length;
            if (event) {
                lastRecordBytes = SegmentFormat.FRAME_BYTES + length;
                position++;
                return true;
            }
        }
    }

    /** A checksum that matches does not mean that the body makes sense: whoever can write the file can write that, too. */
    private boolean decodeBody(boolean decode) throws DamagedSegmentException {
        try {
            boolean event = in.get() == SegmentFormat.EVENT;
            if (!event) {
                addType();
            } else if (decode) {
                decoded = event();
                lastTime = decoded.time();
            } else {
                varint();
                lastTime = in.getLong();
            }
            return event;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            decoded = null;
            throw new DamagedSegmentException("a record makes no sense at byte " + validBytes + ": " + e);
        }
    }

    private void addType() throws DamagedSegmentException {
        if (varint() != types.size()) {
            throw new DamagedSegmentException("types are not in order at byte " + validBytes);
        }
        String name = text();
        List<Attribute> attributes = new ArrayList<>();
        for (int left = varint(); left > 0; left--) {
            Attribute.Role role = ROLES[in.get()];
            Attribute.Kind kind = KINDS[in.get()];
            String attribute = text();
            attributes.add(new Attribute(attribute, role, kind, text()));
        }
        types.add(EventType.of(name, attributes));
    }

    private Event event() throws DamagedSegmentException {
        int typeId = varint();
        if (typeId >= types.size()) {
            throw new DamagedSegmentException("type " + typeId + " was never told, at byte " + validBytes);
        }
        EventType type = types.get(typeId);
        long time = in.getLong();
        int count = type.attributes().size();
        int bitmap = in.position();
        in.position(bitmap + (count + 7) / 8);
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            if ((bytes[bitmap + (i >> 3)] & 1 << (i & 7)) != 0) {
                values[i] = value(type.attributes().get(i).kind());
            }
        }
        return Event.of(type, time, values);
    }

    private Object value(Attribute.Kind kind) {
        return switch (kind) {
            case TEXT -> text();
            case INTEGER -> in.getLong();
            case DECIMAL -> Double.longBitsToDouble(in.getLong());
            case FLAG -> in.get() != 0;
        };
    }

    private String text() {
        int length = varint();
        String text = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte b = in.get();
            value |= (b & 0x7f) << shift;
            if (b >= 0 && value >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number is too large");
    }

    /** Makes sure that so many bytes lie in the buffer; false if the file has no more for now. */
    private boolean fill(int wanted) throws IOException {
        while (in.remaining() < wanted) {
            if (in.position() > 0 || wanted > bytes.length) {
                byte[] target = wanted > bytes.length ? new byte[wanted] : bytes;
                System.arraycopy(bytes, in.position(), target, 0, in.remaining());
                int kept = in.remaining();
                bytes = target;
                in = ByteBuffer.wrap(bytes).limit(kept);
            }
            file.seek(filePosition);
            int got = file.read(bytes, in.limit(), bytes.length - in.limit());
            if (got <= 0) {
                return false;
            }
            filePosition += got;
            in.limit(in.limit() + got);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
