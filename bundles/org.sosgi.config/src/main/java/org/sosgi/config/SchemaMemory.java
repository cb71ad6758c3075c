package org.sosgi.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the last file that the schema had nothing to say about, so that an agent that starts again with it need not
 * make the schema ready for use, which takes longer than all the rest of the check.
 *
 * <p>On disk: a digest of the program, the file, and what came in for its placeholders. One that cannot be read or
 * written costs that time again and nothing else. Not safe for use by several threads.
 */
final class SchemaMemory {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaMemory.class);

    private final Path file;
    private final String program;

    /** @param program differs if the schema, or what reads it, may differ */
    SchemaMemory(Path file, String program) {
        this.file = file;
        this.program = program;
    }

    /** @param values what came in for placeholders, in the order of the file */
    String digest(byte[] yaml, List<String> values) {
        MessageDigest digest = Digest.sha256();
        add(program.getBytes(StandardCharsets.UTF_8), digest);
        add(yaml, digest);
        values.forEach(value -> add(value.getBytes(StandardCharsets.UTF_8), digest));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(byte[] bytes, MessageDigest digest) {
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ' ');
        digest.update(bytes);
    }

    boolean holds(String digest) {
        try {
            return Files.exists(file) && Files.readString(file).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    void remember(String digest) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, digest);
        } catch (IOException e) {
            LOG.debug("The next start has to check the configuration file against the schema again: {}", e.toString());
        }
    }
}
