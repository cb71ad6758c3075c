package org.sosgi.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The numbers of the format described at the package. */
final class SegmentFormat {

    static final int VERSION = 1;
    static final int HEADER_BYTES = 32;
    static final int FRAME_BYTES = 8;
    static final byte TYPE = 1;
    static final byte EVENT = 2;

    /** A longer record is taken for damage: no datagram or reply we accept comes near it. */
    static final int MAX_RECORD_BYTES = 16 << 20;

    private static final long MAGIC = 0x534f5347_494c4f47L;

    private SegmentFormat() {}

    static byte[] header(long firstPosition, long createdMillis) {
        byte[] bytes = new byte[HEADER_BYTES];
        ByteBuffer.wrap(bytes)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putLong(firstPosition)
                .putLong(createdMillis)
                .putInt(checksum(bytes, 0, HEADER_BYTES - 4));
        return bytes;
    }

    /** Returns the position of the first event, or throws if these bytes are no header of ours. */
    static long firstPosition(byte[] header) throws DamagedSegmentException {
        var in = ByteBuffer.wrap(header);
        if (in.getLong() != MAGIC) {
            throw new DamagedSegmentException("not a segment of this journal");
        }
        int version = in.getInt();
        long first = in.getLong();
        in.getLong();
        if (in.getInt() != checksum(header, 0, HEADER_BYTES - 4)) {
            throw new DamagedSegmentException("checksum of the header does not match");
        }
        if (version != VERSION) {
            throw new DamagedSegmentException("format version " + version + " is not known, only " + VERSION);
        }
        return first;
    }

    static int checksum(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
