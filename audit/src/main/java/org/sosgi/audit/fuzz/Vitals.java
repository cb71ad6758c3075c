package org.sosgi.audit.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process of Java holds after a garbage collection.
 *
 * @param heapKilobytes -1 if it cannot be told
 */
public record Vitals(long heapKilobytes, long fileDescriptors, long threads) {

    /** One line for each generation, or one for the whole heap; metaspace is none of it. */
    private static final Pattern USED = Pattern.compile("(?m)^ (?!.*(?:Metaspace|class space)).*?used (\\d+)K");

    public static Vitals of(long pid) throws IOException, InterruptedException {
        // Twice: what is only cleaned up after a first one is gone after a second.
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        String told = jcmd(pid, "GC.heap_info");
        return new Vitals(heap(told), entries(pid, "fd"), entries(pid, "task"));
    }

    static long heap(String told) {
        Matcher used = USED.matcher(told);
        long sum = -1;
        while (used.find()) {
            sum = Math.max(sum, 0) + Long.parseLong(used.group(1));
        }
        return sum;
    }

    private static long entries(long pid, String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), folder))) {
            return entries.count();
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return told;
    }
}
