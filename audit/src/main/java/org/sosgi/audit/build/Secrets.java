package org.sosgi.audit.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** secretlint over the tree and over all that was ever committed; first it must find what is planted for it. */
public final class Secrets implements Step {

    private static final Duration MOST = Duration.ofMinutes(15);
    private static final int PART = 1 << 20;

    /** In two halves, so that this file is no finding itself. All of them made up. */
    private static final Map<String, String> PLANTED = Map.of(
            "aws.txt", "AWS_SECRET_ACCESS_KEY=" + "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYSOSGIPLANTED",
            "github.txt", "token: ghp_" + "wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx",
            "slack.txt", "xoxb-" + "23984754863-2348975623103-" + "abcdefghijklmnopqrstuvwx",
            "key.pem",
                    "-----BEGIN RSA " + "PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA".repeat(8)
                            + "\n-----END RSA PRIVATE KEY-----",
            "basic.txt", "https://somebody:" + "s0me-Pa55word" + "@example.com/");

    @Override
    public String name() {
        return "secretlint";
    }

    @Override
    public String about() {
        return "secretlint over the tree and its history";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        if (!Command.exists("npm")) {
            findings.notHere("secretlint", "needs npm");
            return;
        }
        Path folder = workshop.folder(name()).toAbsolutePath();
        Path tool = workshop.root().resolve("itests/gates/secretlint");
        for (String file : List.of("package.json", "package-lock.json", ".secretlintrc.json")) {
            Files.copy(tool.resolve(file), folder.resolve(file));
        }
        new Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .in(folder)
                .told(folder.resolve("npm.log"), MOST);

        Path planted = Files.createDirectories(folder.resolve("planted"));
        int found = 0;
        for (Map.Entry<String, String> sample : PLANTED.entrySet()) {
            Path file = Files.writeString(planted.resolve(sample.getKey()), sample.getValue() + "\n");
            if (secrets(folder, planted, List.of(file.toString())) != 0) {
                found++;
            } else {
                findings.progress("not found: " + sample.getKey());
            }
        }
        findings.gate("planted secrets found", "5 of 5", found + " of " + PLANTED.size(), found == PLANTED.size());

        String names = new Command("git", "ls-files").in(workshop.root()).told(folder.resolve("files.log"), MOST);
        int tree = secrets(folder, workshop.root(), names.lines().toList());
        findings.gate("tree", "nothing found", tree == 0 ? "nothing" : "see " + folder, tree == 0);
        int history = secrets(folder, folder, history(workshop.root(), folder));
        findings.gate("history", "nothing found", history == 0 ? "nothing" : "see " + folder, history == 0);
    }

    /** Returns 0 for none, 1 for some, and adds what was told to a file. */
    private static int secrets(Path folder, Path in, List<String> files) throws Exception {
        Path log = folder.resolve("secretlint-" + in.getFileName() + ".log");
        int most = 0;
        for (int from = 0; from < files.size(); from += 500) {
            var command = new Command(
                    "node",
                    folder.resolve("node_modules/secretlint/bin/secretlint.js").toString(),
                    "--secretlintrc",
                    folder.resolve(".secretlintrc.json").toString());
            files.subList(from, Math.min(files.size(), from + 500)).forEach(command::and);
            int code = command.in(in).run(log, MOST);
            if (code > 1) {
                throw new IOException("secretlint ended with " + code + "; see " + log);
            }
            most = Math.max(most, code);
            if (code != 0) {
                return most;
            }
        }
        return most;
    }

    /** Writes all lines that were ever added to files of about one megabyte. */
    private static List<String> history(Path root, Path folder) throws Exception {
        Path all = folder.resolve("history.diff");
        int code = new Command(
                        "git", "log", "--all", "-p", "--unified=0", "--no-ext-diff", "--no-color", "--format=commit %H")
                .in(root)
                .run(all, MOST);
        if (code != 0) {
            throw new IOException("git log ended with " + code + "; see " + all);
        }
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        try (var lines = Files.newBufferedReader(all, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("commit ") && part.length() > PART) {
                    parts.add(write(folder, parts.size(), part));
                }
                if (line.startsWith("+")) {
                    part.append(line, 1, line.length()).append('\n');
                }
            }
        }
        parts.add(write(folder, parts.size(), part));
        return parts;
    }

    private static String write(Path folder, int number, StringBuilder part) throws IOException {
        Path file = folder.resolve("history-" + number + ".txt");
        Files.writeString(file, part);
        part.setLength(0);
        return file.toString();
    }
}
