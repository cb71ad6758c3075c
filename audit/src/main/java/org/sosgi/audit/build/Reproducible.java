package org.sosgi.audit.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** Two builds of one commit, by different users in different folders, time zones and languages, a day apart: the same bytes. */
public final class Reproducible implements Step {

    private static final Duration MOST = Duration.ofMinutes(20);
    private static final int AT_LEAST = 100;

    @Override
    public String name() {
        return "reproducible";
    }

    @Override
    public String about() {
        return "two builds of what is committed are the same to the byte";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        SortedMap<String, String> one = build(workshop, folder.resolve("one"), "root", "C", "UTC", "0");
        SortedMap<String, String> two = build(
                workshop, folder.resolve("a/longer/way/to/two"), "somebody", "tr_TR.UTF-8", "Pacific/Chatham", "86400");
        SortedSet<String> differing = new TreeSet<>(one.keySet());
        differing.addAll(two.keySet());
        differing.removeIf(name -> one.containsKey(name) && one.get(name).equals(two.get(name)));
        differing.forEach(findings::progress);
        findings.gate("files compared", "at least " + AT_LEAST, Integer.toString(one.size()), one.size() >= AT_LEAST);
        findings.atMost("files that differ", 0, differing.size());
        if (Command.exists("faketime")) {
            return;
        }
        findings.notHere("clock a day later", "needs faketime; the times in the archives are fixed in the POM");
    }

    private static SortedMap<String, String> build(
            Workshop workshop, Path tree, String user, String language, String zone, String later) throws Exception {
        Files.createDirectories(tree.getParent());
        Command maven = Clone.of(workshop, tree)
                .maven(
                        "-q",
                        "-DskipTests",
                        "-Duser.name=" + user,
                        "-Duser.timezone=" + zone,
                        "-Duser.language="
                                + language.substring(0, Math.min(2, language.length()))
                                        .toLowerCase(java.util.Locale.ROOT),
                        "package",
                        "-pl",
                        "distribution",
                        "-am");
        if (Command.exists("faketime")) {
            maven = maven.after("faketime", "-f", "+" + later);
        }
        maven.with("LC_ALL", language).with("TZ", zone).told(tree.resolveSibling(tree.getFileName() + ".log"), MOST);
        SortedMap<String, String> hashes = new TreeMap<>();
        Path built = tree.resolve("distribution/target");
        try (Stream<Path> files = Files.walk(built)) {
            List<Path> shipped = files.filter(Files::isRegularFile)
                    .filter(file -> built.relativize(file).toString().startsWith("sosgi-"))
                    .toList();
            for (Path file : shipped) {
                hashes.put(built.relativize(file).toString(), hash(file));
            }
        }
        return hashes;
    }

    private static String hash(Path file) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
