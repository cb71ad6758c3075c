package org.sosgi.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The signed list of the program's files: {@code SHA256SUMS}, in the form of {@code sha256sum}, with {@code SHA256SUMS.sig} by the key
 * of {@code trust/release.pem}.
 */
public final class SignedList {

    public static final String FILE = "SHA256SUMS";
    public static final String SIGNATURE = FILE + ".sig";
    public static final String RELEASE_KEY = "trust/release.pem";

    /** What runs, or decides what may run: nothing that is not listed may lie there. */
    private static final List<String> PROGRAM = List.of("bin", "features", "lib", "repo", "tools", "trust");

    private static final String REMEDY = "; unpack the program again from where you trust it";
    private static final int MOST_BYTES = 8 << 20;
    private static final int HASH = 64;

    private final Path program;
    private final TrustedKey key;
    private final String id;
    private final Map<String, String> sums;

    private SignedList(Path program, TrustedKey key, byte[] list, Map<String, String> sums) {
        this.program = program;
        this.key = key;
        this.id = HexFormat.of().formatHex(sha256().digest(list));
        this.sums = Map.copyOf(sums);
    }

    /** @throws NotTrustedException if there is no list, or its signature does not verify */
    public static SignedList read(Path program) throws IOException, NotTrustedException {
        byte[] list = bounded(program.resolve(FILE), MOST_BYTES);
        byte[] signature = bounded(program.resolve(SIGNATURE), DetachedSignature.MOST_BYTES);
        Path release = program.resolve(RELEASE_KEY);
        if (!Files.isRegularFile(release)) {
            throw new NotTrustedException("there is no " + release + ", so nobody vouches for the program" + REMEDY);
        }
        TrustedKey key;
        try {
            key = DetachedSignature.verify(list, signature, TrustedKey.read(release));
        } catch (NotTrustedException e) {
            throw new NotTrustedException(program.resolve(FILE) + ": " + e.getMessage() + REMEDY);
        }
        return new SignedList(program, key, list, parse(new String(list, StandardCharsets.UTF_8)));
    }

    private static byte[] bounded(Path file, int most) throws IOException, NotTrustedException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new NotTrustedException(file + " is larger than " + most + " bytes" + REMEDY);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new NotTrustedException("there is no " + file + ", so nobody vouches for the program" + REMEDY);
        }
    }

    private static Map<String, String> parse(String text) throws NotTrustedException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            boolean fits = line.length() > HASH + 2 && line.startsWith("  ", HASH);
            if (!fits || sums.put(line.substring(HASH + 2), line.substring(0, HASH)) != null) {
                throw new NotTrustedException(
                        FILE + " has a line that is no checksum, or one file twice: " + line + REMEDY);
            }
        }
        return sums;
    }

    /** Returns the key that vouches for the program. */
    public TrustedKey key() {
        return key;
    }

    /** Returns what tells this program from every other: the SHA-256 of its list. */
    public String id() {
        return id;
    }

    /** Returns how many files are listed. */
    public int size() {
        return sums.size();
    }

    /** Returns whether a file of exactly this content is listed, be it under whatever name in this folder or below. */
    public boolean lists(String folder, byte[] content) {
        String sum = HexFormat.of().formatHex(sha256().digest(content));
        return sums.entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith(folder + "/")
                        && entry.getValue().equals(sum));
    }

    /**
     * Returns whether a file of the program is, right now, the one that is listed.
     *
     * @param file any path; false if it is not of the program
     */
    public boolean isAsListed(Path file) throws IOException {
        Path path = file.toAbsolutePath().normalize();
        if (!path.startsWith(program) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String sum = sums.get(relative(path));
        return sum != null && sum.equals(sum(path));
    }

    /**
     * Looks at all that runs.
     *
     * @throws NotTrustedException that names the first file that is missing, is another one or is not listed
     */
    public void requireProgram() throws IOException, NotTrustedException {
        List<String> differences = differences(false);
        if (!differences.isEmpty()) {
            throw new NotTrustedException(differences.get(0)
                    + (differences.size() == 1 ? "" : " (and " + (differences.size() - 1) + " more)")
                    + REMEDY);
        }
    }

    /**
     * Compares the program with its list.
     *
     * @param all also what does not run; but not {@code etc} and {@code deploy}, which belong to whoever runs the program
     * @return a line for each file that differs
     */
    public List<String> differences(boolean all) throws IOException {
        TreeSet<String> there = new TreeSet<>();
        for (String folder : PROGRAM) {
            if (Files.exists(program.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> walk = Files.walk(program.resolve(folder))) {
                    walk.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                            .forEach(file -> there.add(relative(file)));
                }
            }
        }
        List<String> differences = new ArrayList<>();
        there.stream()
                .filter(path -> !sums.containsKey(path))
                .forEach(path -> differences.add(program.resolve(path) + " is not in " + FILE));
        List<String> wanted = sums.keySet().stream()
                .filter(path -> isOf(path, PROGRAM) || all && !isOf(path, List.of("etc", "deploy", "var")))
                .sorted()
                .toList();
        differences.addAll(compared(wanted));
        return differences;
    }

    /** With a thread per processor: this is what a start waits for. */
    private List<String> compared(List<String> paths) throws IOException {
        String[] found = new String[paths.size()];
        try {
            IntStream.range(0, paths.size()).parallel().forEach(i -> found[i] = difference(paths.get(i)));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        return Stream.of(found).filter(java.util.Objects::nonNull).toList();
    }

    private String difference(String path) {
        Path file = program.resolve(path);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return file + " is missing, or is no regular file";
            }
            return sums.get(path).equals(sum(file)) ? null : file + " was changed: it is not the file in " + FILE;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isOf(String path, List<String> folders) {
        int slash = path.indexOf('/');
        return slash > 0 && folders.contains(path.substring(0, slash));
    }

    private String relative(Path file) {
        return program.relativize(file).toString().replace('\\', '/');
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 17];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
