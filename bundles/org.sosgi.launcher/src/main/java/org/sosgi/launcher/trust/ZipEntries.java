package org.sosgi.launcher.trust;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A jar file, read as the framework would read it: by its directory at the end. */
public final class ZipEntries implements Entries, Closeable {

    private final Path file;
    private final ZipFile zip;

    public ZipEntries(Path file) throws IOException, NotTrustedException {
        this.file = file;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException | EOFException e) {
            throw new NotTrustedException(
                    "is not a complete jar (" + (e.getMessage() == null ? "it ends too early" : e.getMessage()) + ")");
        }
    }

    Path file() {
        return file;
    }

    @Override
    public List<String> names() throws NotTrustedException {
        if (zip.size() > MOST) {
            throw new NotTrustedException("has more than " + MOST + " entries");
        }
        List<String> names = new ArrayList<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.isDirectory() && entry.getSize() != 0) {
                throw new NotTrustedException("has a folder with content: " + entry.getName());
            }
            names.add(entry.getName());
        }
        return names;
    }

    @Override
    public InputStream open(String name) throws IOException {
        InputStream in = zip.getInputStream(new ZipEntry(name));
        if (in == null) {
            throw new FileNotFoundException(name);
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
