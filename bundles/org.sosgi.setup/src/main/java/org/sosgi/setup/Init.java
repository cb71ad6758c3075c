package org.sosgi.setup;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sosgi.launcher.Home;
import org.sosgi.setup.init.ConsoleTerminal;
import org.sosgi.setup.init.InitCommand;
import org.sosgi.setup.init.InitOptions;
import org.sosgi.setup.init.Terminal;
import org.sosgi.setup.probe.Finding;

/** {@code sosgi init}: sets an agent up. Needs no framework. */
public final class Init {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Init() {}

    /**
     * Asks, tries, and writes the configuration file.
     *
     * @return 0 if the file is there and all was well; 1 if a test failed or it could not be written; 2 if the arguments are off
     */
    public static int run(List<String> args, PrintStream out) {
        return run(args, out, Home.fromSystemProperties().folder(), new ConsoleTerminal(out));
    }

    static int run(List<String> args, PrintStream out, Path home, Terminal terminal) {
        if (args.contains("--help") || args.contains("-h")) {
            out.println(InitOptions.HOW);
            return OK;
        }
        boolean json = args.contains("--json");
        try {
            var options = InitOptions.parse(args);
            PrintStream told =
                    json ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) : out;
            var command = new InitCommand(home, options, options.yes() ? null : terminal, told);
            boolean written = command.run();
            boolean well = written && !Finding.failed(command.found());
            tell(command, written, well, json, out);
            return well ? OK : FAILED;
        } catch (UsageException e) {
            out.println(json ? error(e.getMessage()) : e.getMessage() + "\nsosgi init --help tells the options");
            return USAGE;
        } catch (IOException e) {
            out.println(json ? error(e.getMessage()) : "sosgi init: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void tell(InitCommand command, boolean written, boolean well, boolean json, PrintStream out)
            throws IOException {
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("ok", well);
            answer.put("file", command.file().toString());
            answer.put("findings", command.found().stream().map(Finding::json).toList());
            answer.put("next", command.next());
            out.println(JSON.std.asString(answer));
        } else if (written) {
            out.println("\nNext:");
            command.next().forEach(step -> out.println("  " + step));
        } else {
            out.println("nothing was written");
        }
    }

    private static String error(String message) {
        try {
            return JSON.std.asString(Map.of("ok", false, "error", String.valueOf(message)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
