package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleException;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.feature.FeatureReader;
import org.sosgi.launcher.feature.Repository;

/** The {@code sosgi} program. Words that are no command of its own are commands of the running agent. */
public final class Main {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final String HELP = """
            usage: sosgi COMMAND …

              run [-c FILE] [-l LEVEL] [--with FEATURE]   run the agent here; Ctrl-C ends it
              start [-c FILE] …                           the same in the background; returns when it is ready
              stop                                        end the agent that runs in this folder
              status [--json]                             how the parts of the running agent are
              check FILE [--json]                         check a config file without starting
              verify                                      check that features/ and repo/ agree
              version                                     print the version

            Other commands are answered by the running agent: `sosgi help` lists them.
            Without a command, options are those of run: sosgi -c FILE.
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        Home home = Home.fromSystemProperties();
        try {
            return run(home, words);
        } catch (UsageException e) {
            System.err.println("sosgi: " + e.getMessage());
            return USAGE;
        } catch (IOException | FeatureException | BundleException e) {
            System.err.println("sosgi: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            return FAILED;
        }
    }

    private static int run(Home home, List<String> words)
            throws IOException, FeatureException, BundleException, InterruptedException, UsageException {
        String command = words.isEmpty() ? "--help" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        var out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        try {
            return switch (command) {
                case "run" -> new Agent(home, RunOptions.parse(rest)).run();
                case "start" -> new Background(home).start(rest);
                case "stop" -> new Background(home).stop();
                case "check" -> new ConfigCheck(home).run(rest, out);
                case "verify" -> verify(home);
                case "version", "-V", "--version" -> {
                    out.println(version());
                    yield OK;
                }
                case "-h", "--help" -> {
                    out.print(HELP);
                    yield words.isEmpty() ? USAGE : OK;
                }
                default ->
                    command.startsWith("-")
                            ? new Agent(home, RunOptions.parse(words)).run()
                            : new Remote(home).call(words, out);
            };
        } finally {
            out.flush();
        }
    }

    private static int verify(Home home) throws IOException, FeatureException {
        var reader = new FeatureReader(Map.of());
        var features = new java.util.ArrayList<>(reader.readAll(home.features()));
        features.addAll(reader.readAll(home.features().resolve("optional")));
        List<String> differences = new Repository(home.repo()).differences(features);
        differences.forEach(System.err::println);
        return differences.isEmpty() ? OK : FAILED;
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
