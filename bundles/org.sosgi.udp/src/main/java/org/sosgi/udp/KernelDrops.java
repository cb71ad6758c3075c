package org.sosgi.udp;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts what the kernel dropped because the receive buffer of this very socket was full; nothing else ever tells.
 *
 * <p>Source: {@code /proc/net/udp} and {@code udp6}, one line per socket. Wanted are (counted from 0) column 1 {@code ADDRESS:PORT},
 * column 9 the inode, and the last, {@code drops}. The address is in hexadecimal, each 32 bits of it in the byte order of the
 * machine. The inode must be among those behind {@code /proc/self/fd}: another process may share the port. On a system without these
 * files the count stays 0.
 */
final class KernelDrops {

    private final Path proc;
    private final Set<String> ours = new HashSet<>();
    private final Map<String, Long> last = new HashMap<>();
    private long total;
    private boolean readable = true;

    KernelDrops(Path proc) {
        this.proc = proc;
    }

    /**
     * Reads anew.
     *
     * @param address where the socket is bound now, or null
     * @return the drops of all sockets this was asked for, as far as they were read before they were closed
     */
    synchronized long read(InetSocketAddress address) {
        if (readable && address != null) {
            try {
                Map<String, Long> now = new HashMap<>();
                Set<String> forms = forms(address);
                collect(proc.resolve("net/udp"), forms, now);
                if (Files.exists(proc.resolve("net/udp6"))) {
                    collect(proc.resolve("net/udp6"), forms, now);
                }
                keepOurs(now);
                now.forEach((inode, drops) -> total += Math.max(0, drops - last.getOrDefault(inode, 0L)));
                last.clear();
                last.putAll(now);
            } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
                // Not Linux, or not allowed to look: that will not change.
                readable = false;
            }
        }
        return total;
    }

    private void keepOurs(Map<String, Long> drops) throws IOException {
        if (!ours.containsAll(drops.keySet())) {
            ours.clear();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(proc.resolve("self/fd"))) {
                for (Path file : files) {
                    String target = target(file);
                    if (target.startsWith("socket:[")) {
                        ours.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
            drops.keySet().retainAll(ours);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Returns how the kernel may write the address: an IPv4 address can also be that of a socket for both kinds. */
    private static Set<String> forms(InetSocketAddress address) {
        String port = String.format(":%04X", address.getPort());
        InetAddress host = address.getAddress();
        byte[] bytes = host.getAddress();
        Set<String> forms = new HashSet<>();
        forms.add(hexadecimal(bytes) + port);
        if (bytes.length == 4) {
            byte[] mapped = ByteBuffer.allocate(16).putShort(10, (short) -1).array();
            System.arraycopy(bytes, 0, mapped, 12, 4);
            forms.add(hexadecimal(mapped) + port);
        }
        if (host.isAnyLocalAddress()) {
            forms.add(hexadecimal(new byte[16]) + port);
        }
        return forms;
    }

    private static String hexadecimal(byte[] address) {
        ByteBuffer words = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
        var text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(String.format("%08X", words.getInt()));
        }
        return text.toString();
    }

    private static void collect(Path file, Set<String> addresses, Map<String, Long> into) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.strip().split(" +");
                if (columns.length > 10 && addresses.contains(columns[1])) {
                    into.put(columns[9], Long.parseLong(columns[columns.length - 1]));
                }
            }
        }
    }
}
