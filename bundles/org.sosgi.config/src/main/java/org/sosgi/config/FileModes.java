package org.sosgi.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who else on this machine can read or change the files on which the agent's safety rests: the configuration file, those that its
 * placeholders name, private keys, and settings with secrets in {@code etc/*.cfg}. Only where files have POSIX permissions.
 */
final class FileModes {

    private static final int MAX_LINES = 10_000;

    /** Set against the owner's group as well as against all others. */
    private static final Set<PosixFilePermission> WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private FileModes() {}

    /**
     * A file to look at.
     *
     * @param line of the configuration file that names it
     * @param path of the key that names it; empty for the file itself
     * @param secret whether it holds secrets
     * @param decides whether it says what the agent does, so that nobody else must be able to change it
     */
    record Suspect(Path file, int line, String path, boolean secret, boolean decides) {

        /** Returns what is wrong with its permissions. What cannot be looked at is told by those who need it. */
        Optional<Problem> look() {
            Set<PosixFilePermission> mode;
            try {
                mode = Files.getPosixFilePermissions(file);
            } catch (IOException | UnsupportedOperationException e) {
                return Optional.empty();
            }
            String shown = Texts.clean(file.toString(), 200);
            String right = "; chmod 0640 " + shown;
            if (decides && mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                String text = "every user of this machine can change " + shown + ", so it is not used" + right;
                return Optional.of(Problem.error(line, path, text));
            }
            if (secret && mode.contains(PosixFilePermission.OTHERS_READ)) {
                String text = "every user of this machine can read " + shown + ", which holds secrets" + right;
                return Optional.of(Problem.warning(line, path, text));
            }
            if (secret && WRITE.stream().anyMatch(mode::contains)) {
                String text = "not only its owner can change " + shown + ", which holds secrets" + right;
                return Optional.of(Problem.warning(line, path, text));
            }
            return Optional.empty();
        }
    }

    /**
     * Returns the files to look at.
     *
     * @param etc the folder with {@code *.cfg}; null if there is none
     */
    static List<Suspect> of(Path configuration, Checked checked, Path etc) {
        List<Suspect> suspects = new ArrayList<>();
        suspects.add(new Suspect(configuration, 1, "", ClearSecretsConcern.in(checked.settings()), true));
        checked.sources().forEach(source -> suspects.add(new Suspect(source.file(), source.line(), "", true, true)));
        for (String path : FilesConcern.keys(checked.settings())) {
            key(checked.settings(), path).ifPresent(suspects::add);
        }
        if (etc != null) {
            settings(etc).forEach(file -> suspects.add(new Suspect(file, 1, "", true, false)));
        }
        return suspects;
    }

    private static Optional<Suspect> key(Section file, String path) {
        String named = file.text(path, "");
        try {
            return named.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Suspect(Path.of(named), file.line(path), Concern.ROOT + path, true, false));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<Path> settings(Path etc) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(etc, "*.cfg")) {
            for (Path file : files) {
                if (holdsSecret(file)) {
                    found.add(file);
                }
            }
        } catch (IOException e) {
            // There is no such folder, or it is closed to us: then nothing in it is in force.
            return found;
        }
        return found;
    }

    /** The keys of settings that are secret begin with a dot. */
    private static boolean holdsSecret(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        // Keys are ASCII, whatever the values are.
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int lines = 0;
            for (String line = in.readLine(); line != null && lines < MAX_LINES; line = in.readLine(), lines++) {
                if (isSecret(line.strip())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSecret(String line) {
        int equals = line.indexOf('=');
        if (equals < 0 || line.startsWith("#")) {
            return false;
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        boolean clear = !value.isEmpty() && !value.equals("\"\"") && !value.startsWith("$");
        return clear && (key.startsWith(".") || SecretKeys.isNamedIn(key));
    }
}
