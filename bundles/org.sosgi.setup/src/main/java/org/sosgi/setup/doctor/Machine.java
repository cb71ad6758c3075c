package org.sosgi.setup.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sosgi.setup.probe.Finding;

/** What the agent needs of the machine. */
final class Machine {

    private static final long MEBI = 1 << 20;

    /** Besides the heap: classes, compiled code, threads, buffers of the network. */
    private static final long BESIDE_HEAP = 160 * MEBI;

    private static final long USUAL_HEAP = 256 * MEBI;
    private static final int LEAST_JAVA = 17;

    /** The option of the launcher, and properties of Java that are named like a secret. */
    private static final Pattern SECRET_OPTION = Pattern.compile(
            "(--new-relic-api-key|-D[^=]*(?:password|passwd|secret|token|api[-_.]?key|passphrase)[^=]*)(?:=(?!\\s*$).|$)",
            Pattern.CASE_INSENSITIVE);

    private final Path proc;

    /** @param proc {@code /proc} of Linux; need not be there */
    Machine(Path proc) {
        this.proc = proc;
    }

    Finding java() {
        int version = Runtime.version().feature();
        String detail = "Java " + Runtime.version() + ", " + System.getProperty("java.vendor");
        return version >= LEAST_JAVA
                ? Finding.ok("java", detail)
                : Finding.fail("java", detail, "install Java " + LEAST_JAVA + " or later and set JAVA_HOME");
    }

    /** @param runs whether the agent has its memory already */
    Finding memory(boolean runs) {
        long heap = heap(System.getProperty("sosgi.options", ""));
        long needed = heap + BESIDE_HEAP;
        long free = available();
        if (free < 0) {
            return Finding.ok(
                    "memory", "the agent may take " + needed / MEBI + " MiB; what is free cannot be told here");
        }
        String detail = free / MEBI + " MiB available, the agent may take " + needed / MEBI + " MiB";
        return runs || free >= needed
                ? Finding.ok("memory", detail)
                : Finding.warn("memory", detail, "give the machine more memory, or end what else runs there");
    }

    /** Returns a warning if the agent was started with a secret among its words. Every user of a machine can see those. */
    Optional<Finding> commandLine(long pid) {
        try {
            // Separated by zero bytes, whatever is between them.
            String words = Files.readString(proc.resolve(Long.toString(pid)).resolve("cmdline"), ISO_8859_1);
            for (String word : words.split("\0")) {
                Matcher option = SECRET_OPTION.matcher(word);
                if (option.lookingAt()) {
                    return Optional.of(Finding.warn(
                            "command line",
                            "the agent was started with " + option.group(1)
                                    + ", which every user of this machine can see",
                            "put the secret into the configuration, as ${file:PATH} or ${credential:NAME}"));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // It has ended, or this machine has no /proc.
        }
    }

    private static long heap(String options) {
        for (String option : options.lines().toList()) {
            if (option.matches("-Xmx\\d{1,6}[mMgG]")) {
                long number = Long.parseLong(option.substring(4, option.length() - 1));
                return number * (option.toLowerCase().endsWith("g") ? 1024 : 1) * MEBI;
            }
        }
        return USUAL_HEAP;
    }

    private long available() {
        try (Stream<String> lines = Files.lines(proc.resolve("meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }

    /** @param asked bytes; the largest of all endpoints */
    Finding receiveBuffer(long asked) {
        try {
            // By the line: the kernel gives a number once, and what reads it byte by byte gets its first digit.
            long most = Long.parseLong(Files.readAllLines(proc.resolve("sys/net/core/rmem_max"))
                    .get(0)
                    .strip());
            String detail = "net.core.rmem_max is " + most + ", asked are " + asked + " bytes";
            return buffer(most, asked, detail);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Finding.ok("receive buffer", "its limit cannot be told on this machine");
        }
    }

    /** @param granted what an agent that runs has got */
    static Finding grantedBuffer(long granted, long asked) {
        return buffer(
                granted, asked, "the kernel gave " + granted + " of the " + asked + " bytes that the agent asked for");
    }

    private static Finding buffer(long most, long asked, String detail) {
        return most >= asked
                ? Finding.ok("receive buffer", detail)
                : Finding.warn(
                        "receive buffer",
                        detail + ": bursts of events can be lost",
                        "sysctl -w net.core.rmem_max=" + asked
                                + ", and the same in /etc/sysctl.d/sosgi.conf; then restart the agent");
    }

    /** @param most how large the journal may become */
    Finding disk(Path journal, long most) {
        try {
            long has = size(journal);
            long left = Math.max(0, most - has);
            long usable = Files.getFileStore(existing(journal)).getUsableSpace();
            String detail = usable / MEBI + " MiB free for " + journal + ", which may grow by " + left / MEBI + " MiB";
            String next = "make room, or lower sosgi.journal.maxBytes";
            if (usable < Math.min(64 * MEBI, left)) {
                return Finding.fail("disk", detail, next);
            }
            return usable >= left ? Finding.ok("disk", detail) : Finding.warn("disk", detail, next);
        } catch (IOException e) {
            return Finding.warn("disk", "cannot be looked at: " + e, "let the user of the agent have " + journal);
        }
    }

    private static Path existing(Path folder) {
        Path at = folder;
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    private static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long size = 0;
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.forEach(files::add);
        }
        for (Path file : files) {
            // A segment can be removed while we look.
            size += Files.isRegularFile(file) ? file.toFile().length() : 0;
        }
        return size;
    }

    /** Events and settings, secrets among them, lie there. */
    static Finding mode(Path folder) {
        String what = "mode of " + folder.getFileName() + "/";
        if (!Files.isDirectory(folder)) {
            return Finding.ok(what, "not there yet; the agent makes it");
        }
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
            if (!mode.endsWith("------")) {
                return Finding.warn(what, mode + ": other users can look into " + folder, "chmod 700 " + folder);
            }
            return Files.isWritable(folder)
                    ? Finding.ok(what, mode)
                    : Finding.warn(what, folder + " belongs to another user", "call sosgi as the user of the agent");
        } catch (UnsupportedOperationException e) {
            return Finding.ok(what, "this file system has no modes");
        } catch (IOException e) {
            return Finding.warn(what, "cannot be looked at: " + e, "call sosgi as the user of the agent");
        }
    }
}
