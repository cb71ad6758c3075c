package org.sosgi.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param key what the file system knows the file by: changes when another file is moved to its place; empty where there
 *     is no such thing. Begins with an exclamation mark if it is no regular file
 */
record Stamp(long size, long time, String key) {

    static Stamp of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object key = attributes.fileKey();
        return new Stamp(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                (attributes.isRegularFile() ? "" : "!") + (key == null ? "" : key.toString()));
    }

    /** Returns the stamp of the two together: it is another one if any of them is. */
    Stamp with(Stamp signature) {
        return new Stamp(size, time, key + '|' + signature.size + '|' + signature.time + '|' + signature.key);
    }
}
