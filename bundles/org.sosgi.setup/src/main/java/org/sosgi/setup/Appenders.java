package org.sosgi.setup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.setup.appender.AppenderFiles;
import org.sosgi.setup.appender.AppenderFiles.Service;
import org.sosgi.setup.appender.Destination;

/** {@code sosgi appenders}: writes the files that make a Sense site send its events to the agent. Needs no framework. */
public final class Appenders {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final String HOW = """
            usage: sosgi appenders --host ADDRESS [--out DIR] [--config FILE] [--log-port N] [--user-port N]
                                   [--sources LIST] [--user-events on|off] [--force] [--json]
              --host ADDRESS  the agent's name, IPv4 or IPv6 address, as the Sense servers see it
              --out DIR       where to write; without it log-appenders
              --config FILE   take ports and sources from the agent's configuration file; what is told here counts more
              --log-port N    9996 if not told     --user-port N  9997 if not told
              --sources LIST  of engine,proxy,repository,scheduler,qixperf, or none; all if not told
              --user-events   off to write nothing of user events; on if not told
              --force         overwrite files that are there and differ
              --json          the outcome as one JSON object""";

    private Appenders() {}

    /** Ends the process with the code that {@link #run} returns. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = run(List.of(args), out);
        out.flush();
        System.exit(code);
    }

    /**
     * Writes the files and prints which.
     *
     * @return 0 if they are there, or only help was wanted; 1 if they could not be written, or others are in their place; 2 if the arguments are off
     */
    public static int run(List<String> args, PrintStream out) {
        if (args.contains("--help") || args.contains("-h")) {
            out.println(HOW);
            return OK;
        }
        List<String> words = new ArrayList<>(args);
        boolean json = words.remove("--json");
        try {
            var options = AppenderOptions.of(words);
            Destination destination = options.destination();
            Map<Service, String> files = AppenderFiles.of(destination, options.sources(), options.userEvents());
            if (files.isEmpty()) {
                throw new UsageException("there is nothing to send: no source is on, and user events are off");
            }
            var written = new FileSet(options.folder(), texts(files, destination)).write(options.force());
            var answer = new Answer(options.folder(), destination, written, notes(options, destination, files));
            out.println(json ? answer.json() : answer.text());
            return OK;
        } catch (UsageException e) {
            out.println(json ? Answer.error(e.getMessage()) : e.getMessage() + "\n" + HOW);
            return USAGE;
        } catch (IOException e) {
            out.println(json ? Answer.error(e.getMessage()) : e.getMessage());
            return FAILED;
        }
    }

    private static Map<Path, String> texts(Map<Service, String> files, Destination destination) {
        Map<Path, String> texts = new LinkedHashMap<>();
        files.forEach((service, text) -> texts.put(Path.of(service.folder(), AppenderFiles.FILE), text));
        texts.put(Path.of("README.txt"), Instructions.text(files.keySet(), destination));
        return texts;
    }

    private static List<String> notes(AppenderOptions options, Destination destination, Map<Service, String> files) {
        List<String> notes = new ArrayList<>(options.notes());
        if (destination.loopback()) {
            notes.add(destination.host() + " is right only if the agent runs on the Sense server itself");
        }
        for (Service service : Service.values()) {
            if (!files.containsKey(service)) {
                notes.add("no file for the " + service.folder() + ": nothing of it is to be sent");
            }
        }
        return notes;
    }
}
