package org.sosgi.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** By what one sees that a file is another than before. A file that cannot be looked at has a stamp, too. */
public record Stamp(Path file, long size, FileTime modified, Object key) {

    public static Stamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(file, found.size(), found.lastModifiedTime(), found.fileKey());
        } catch (IOException e) {
            return new Stamp(file, -1, null, null);
        }
    }
}
