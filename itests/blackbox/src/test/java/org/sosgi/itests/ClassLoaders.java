package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Counts class loaders of a running Java process, with the tool of the JDK. */
final class ClassLoaders {

    private ClassLoaders() {}

    /** Returns how many class loaders are still there, after a full collection, that loaded the class of that name. */
    static long of(long pid, String className) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        // One line per class, loaded by one loader each: "INSTANCES BYTES class name"; the same name twice is two
        // loaders.
        return jcmd(pid, "VM.class_hierarchy")
                .lines()
                .filter(line -> line.replaceAll("^[|\\-\\s]*", "").startsWith(className + "/"))
                .count();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(tool, String.valueOf(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
