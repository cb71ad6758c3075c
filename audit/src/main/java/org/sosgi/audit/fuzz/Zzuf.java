package org.sosgi.audit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program zzuf, a fuzzer that others wrote. All datagrams go through it as one file; they are cut at the lengths they had before. */
final class Zzuf {

    private final Path program;

    private Zzuf(Path program) {
        this.program = program;
    }

    /** Returns it if it is installed. */
    static Optional<Zzuf> find() {
        return Optional.of(Path.of("/usr/bin/zzuf")).filter(Files::isExecutable).map(Zzuf::new);
    }

    /** @param ratio which part of all bits is flipped, 0.01 for one in a hundred */
    List<byte[]> fuzzed(List<byte[]> datagrams, String ratio, int seed, Path folder)
            throws IOException, InterruptedException {
        Path in = folder.resolve("zzuf.in");
        Path out = folder.resolve("zzuf.out");
        try (var file = Files.newOutputStream(in)) {
            for (byte[] datagram : datagrams) {
                file.write(datagram);
            }
        }
        int code = new ProcessBuilder(program.toString(), "-s", Integer.toString(seed), "-r", ratio)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        byte[] bytes = Files.readAllBytes(out);
        if (code != 0 || bytes.length != Files.size(in)) {
            throw new IOException("zzuf ended with " + code + " and " + bytes.length + " bytes");
        }
        List<byte[]> fuzzed = new ArrayList<>(datagrams.size());
        int at = 0;
        for (byte[] datagram : datagrams) {
            fuzzed.add(java.util.Arrays.copyOfRange(bytes, at, at + datagram.length));
            at += datagram.length;
        }
        return fuzzed;
    }
}
