package org.sosgi.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;

/** Records of one append, encoded for one segment; grows as needed and is used again. Not safe for use by several threads. */
final class RecordBuffer {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] bytes = new byte[64 << 10];
    private int size;

    private final Map<EventType, Integer> typeIds = new HashMap<>();
    private EventType lastType;
    private int lastTypeId;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets the bytes, but not which types the segment knows. */
    void clear() {
        size = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[KEPT_BYTES];
        }
    }

    /** Forgets the types as well: the next append goes to a segment that knows none. */
    void startSegment() {
        clear();
        typeIds.clear();
        lastType = null;
    }

    /** Encodes an event, and its type before it if the segment does not know it yet. */
    void add(Event event) {
        int typeId = typeId(event.type());
        int start = begin(SegmentFormat.EVENT);
        putVarint(typeId);
        putLong(event.time());
        int count = event.size();
        int bitmap = size;
        reserve((count + 7) / 8);
        Arrays.fill(bytes, size, size + (count + 7) / 8, (byte) 0);
        size += (count + 7) / 8;
        for (int i = 0; i < count; i++) {
            Object value = event.value(i);
            if (value != null) {
                bytes[bitmap + (i >> 3)] |= (byte) (1 << (i & 7));
                putValue(value);
            }
        }
        end(start);
    }

    @SuppressWarnings("ReferenceEquality") // the quick way; types that are equal and not the same go the other
    private int typeId(EventType type) {
        if (type == lastType) {
            return lastTypeId;
        }
        Integer known = typeIds.get(type);
        if (known == null) {
            known = typeIds.size();
            typeIds.put(type, known);
            addType(known, type);
        }
        lastType = type;
        lastTypeId = known;
        return known;
    }

    @SuppressWarnings("EnumOrdinal") // the order of roles and kinds is the format
    private void addType(int id, EventType type) {
        int start = begin(SegmentFormat.TYPE);
        putVarint(id);
        putText(type.name());
        List<Attribute> attributes = type.attributes();
        putVarint(attributes.size());
        for (Attribute attribute : attributes) {
            putByte((byte) attribute.role().ordinal());
            putByte((byte) attribute.kind().ordinal());
            putText(attribute.name());
            putText(attribute.unit());
        }
        end(start);
    }

    private int begin(byte kind) {
        int start = size;
        reserve(SegmentFormat.FRAME_BYTES + 1);
        size += SegmentFormat.FRAME_BYTES;
        bytes[size++] = kind;
        return start;
    }

    private void end(int start) {
        int body = start + SegmentFormat.FRAME_BYTES;
        INT.set(bytes, start, size - body);
        INT.set(bytes, start + 4, SegmentFormat.checksum(bytes, body, size - body));
    }

    private void putValue(Object value) {
        if (value instanceof String text) {
            putText(text);
        } else if (value instanceof Long number) {
            putLong(number);
        } else if (value instanceof Double number) {
            putLong(Double.doubleToRawLongBits(number));
        } else {
            putByte((byte) ((Boolean) value ? 1 : 0));
        }
    }

    private void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putVarint(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    private void putVarint(int value) {
        reserve(5);
        int rest = value;
        while (rest > 0x7f) {
            bytes[size++] = (byte) (rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void putLong(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    private void putByte(byte value) {
        reserve(1);
        bytes[size++] = value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
