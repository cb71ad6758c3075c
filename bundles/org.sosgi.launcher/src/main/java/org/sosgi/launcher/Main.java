package org.sosgi.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.framework.BundleException;
import org.sosgi.launcher.feature.FeatureException;
import org.sosgi.launcher.trust.NotTrustedException;
import org.sosgi.launcher.trust.SignedList;

/** The {@code sosgi} program. Words that are no command of its own are commands of the running agent. */
public final class Main {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private static final String HELP = """
            usage: sosgi COMMAND …

              init [OPTION…]        set up: ask for servers and destination, try them, write the config file
              appenders [OPTION…]   write the files that make the Sense servers send their events
              check FILE [--json]   check a config file without starting
              run [OPTION…]         run the agent here; Ctrl-C ends it
              start [OPTION…]       the same in the background; returns when it is ready
              stop                  end the agent that runs in this folder
              status [--json]       how the parts of the running agent are
              doctor [--json]       look for what is wrong with settings, servers, destination, machine and agent
              verify                check that the program is as it was signed, and that features/ and repo/ agree
              trust list|add|remove …  the keys whose plugins may run here
              plugin key|sign|verify … make a key, sign plugins with it, ask whether they would run here
              version               print the version

            Other commands are answered by the running agent: `sosgi help` lists them. The options of init, appenders and
            doctor are told by --help behind them.
            Without a command, options are those of run: sosgi -c FILE.

            Options of run and start:

              -c, --configfile, --config FILE   the configuration; without it etc/butler-sos.yaml
              -l, --loglevel LEVEL              error, warn, info, verbose, debug or silly; wins over the file
              --skip-config-verification        use a file with mistakes as far as it goes
              --with FEATURE                    one of features/optional, for example demo
              --allow-unsigned-plugins          for who develops plugins: what nobody signed runs, too, and the agent
                                                listens on this machine only
              --new-relic-account-name NAME…    New Relic accounts in the place of those of the file: as many
              --new-relic-api-key KEY…          names as keys as ids. Every user of the machine can see them in
              --new-relic-account-id ID…        the list of processes; ${env:…} and ${file:…} in the file are safer
              -V, --version                     print the version
              -h, --help                        print this
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        Home home = Home.fromSystemProperties();
        try {
            return run(home, words);
        } catch (UsageException | NotTrustedException | IOException | FeatureException | BundleException e) {
            System.err.println("sosgi: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            return FAILED;
        }
    }

    private static int run(Home home, List<String> words)
            throws IOException, FeatureException, BundleException, InterruptedException, UsageException,
                    NotTrustedException {
        var out = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        try {
            return run(home, words, out);
        } finally {
            out.flush();
        }
    }

    static int run(Home home, List<String> words, PrintStream out)
            throws IOException, FeatureException, BundleException, InterruptedException, UsageException,
                    NotTrustedException {
        String command = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        // It takes no words; to do it all the same is not what was wanted.
        boolean help = asksForHelp(rest) && List.of("stop", "verify", "version").contains(command);
        return switch (help ? "--help" : command) {
            case "run" -> agent(home, rest, false, out);
            case "start" -> agent(home, rest, true, out);
            case "stop" -> new Background(home).stop();
            case "verify" -> verify(home, out);
            case "version" -> tell("--version", out);
            case "--help" -> tell("--help", out);
            case "" -> {
                out.print(HELP);
                yield USAGE;
            }
            default -> other(home, words, out);
        };
    }

    private static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    private static int other(Home home, List<String> words, PrintStream out)
            throws IOException, FeatureException, BundleException, InterruptedException, UsageException,
                    NotTrustedException {
        String command = words.get(0);
        if (OfflineCommand.exists(command)) {
            return new OfflineCommand(home, command).run(words.subList(1, words.size()), out);
        }
        List<String> rest = words.subList(1, words.size());
        if (OfflineCommand.helps(command) && asksForHelp(rest)) {
            return new OfflineCommand(home, command).run(rest, out);
        }
        return command.startsWith("-") ? agent(home, words, false, out) : new Remote(home).call(words, out);
    }

    private static int agent(Home home, List<String> words, boolean background, PrintStream out)
            throws IOException, FeatureException, BundleException, InterruptedException, UsageException,
                    NotTrustedException {
        // Mistakes in the words show here, also if the agent is to run in the background.
        var options = RunOptions.parse(words);
        if (!options.question().isEmpty()) {
            return tell(options.question(), out);
        }
        return background ? new Background(home).start(words) : new Agent(home, options).run();
    }

    private static int tell(String question, PrintStream out) {
        out.print(question.equals("--help") ? HELP : version() + System.lineSeparator());
        return OK;
    }

    private static int verify(Home home, PrintStream out) throws IOException, FeatureException, NotTrustedException {
        if (!Agreement.holds(home.program(), out)) {
            return FAILED;
        }
        SignedList list = SignedList.read(home.program());
        List<String> changed = list.differences(true);
        changed.forEach(System.err::println);
        if (!changed.isEmpty()) {
            return FAILED;
        }
        out.println(list.size() + " files are as signed by "
                + list.key().certificate().getSubjectX500Principal() + ", "
                + list.key().fingerprint());
        return OK;
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
