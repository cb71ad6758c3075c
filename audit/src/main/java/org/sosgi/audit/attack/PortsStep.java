package org.sosgi.audit.attack;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.audit.build.Command;

/** What listens, as the kernel, nmap and the agent itself see it, and what its greetings tell of it. */
public final class PortsStep implements Step {

    private static final Duration MOST = Duration.ofMinutes(10);
    private static final String LISTENS = "0A";
    private static final Pattern OPEN =
            Pattern.compile("<port protocol=\"(tcp|udp)\" portid=\"(\\d+)\"><state state=\"open");
    private static final Pattern SERVICE = Pattern.compile("<service [^>]*>");
    private static final Pattern TELLING = Pattern.compile(" (product|version|extrainfo|ostype|hostname)=\"[^\"]*\"");

    @Override
    public String name() {
        return "ports";
    }

    @Override
    public String about() {
        return "nmap: what is open is what is configured, and greetings tell no product or version";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        if (!Command.exists("nmap")) {
            findings.notHere("nmap", "not installed; it is in the Debian package of that name");
            return;
        }
        Path folder = workshop.folder(name());
        for (String key : List.of("rsa", "")) {
            String kind = key.isEmpty() ? "plain" : "tls";
            try (Victim victim =
                    Victim.start(workshop.program(), folder.resolve(kind), new Victim.Setup(key, true, 0))) {
                scan(workshop, findings, folder, kind, victim);
            }
        }
    }

    private static void scan(Workshop workshop, Findings findings, Path folder, String kind, Victim victim)
            throws Exception {
        Set<String> configured = new TreeSet<>();
        victim.doors().forEach(door -> configured.add("tcp " + door.port()));
        configured.add("udp " + victim.yaml().logAddress().getPort());
        configured.add("udp " + victim.yaml().userAddress().getPort());

        Set<String> kernel = listening(victim.agent().pid());
        equal(findings, kind + ": open, as the kernel tells", configured, kernel);
        equal(findings, kind + ": open, as sosgi ports tells", configured, told(victim));

        Path all = folder.resolve("nmap-" + kind + "-tcp.xml");
        nmap(folder, "-sT", "-p-", "-n", "-Pn", "-T5", "-oX", all.toString(), "127.0.0.1");
        Set<String> open = open(all);
        // Other programs of this machine listen, too.
        open.retainAll(union(configured, kernel));
        equal(findings, kind + ": open TCP ports, by nmap -p-", only(configured, "tcp"), open);

        Path udp = folder.resolve("nmap-" + kind + "-udp.xml");
        nmap(folder, "-sU", "-n", "-Pn", "-T5", "-p", ports(configured, "udp"), "-oX", udp.toString(), "127.0.0.1");
        equal(findings, kind + ": open UDP ports, by nmap -sU", only(configured, "udp"), open(udp));

        Path services = folder.resolve("nmap-" + kind + "-services.xml");
        nmap(
                folder,
                "-sV",
                workshop.full() ? "--version-all" : "--version-light",
                "-n",
                "-Pn",
                "-p",
                ports(configured, "tcp"),
                "-oX",
                services.toString(),
                "127.0.0.1");
        Set<String> telling = new TreeSet<>();
        Matcher service = SERVICE.matcher(Files.readString(services));
        while (service.find()) {
            Matcher matcher = TELLING.matcher(service.group());
            while (matcher.find()) {
                telling.add(matcher.group().strip());
            }
        }
        findings.gate(
                kind + ": product and version in greetings, by nmap -sV",
                "none",
                telling.isEmpty() ? "none" : telling.toString(),
                telling.isEmpty());
        boolean alive = victim.agent().isAlive();
        findings.gate(kind + ": the agent lives", "yes", alive ? "yes" : "no", alive);
    }

    private static void nmap(Path folder, String... words) throws Exception {
        int code = new Command("nmap").and(words).run(folder.resolve("nmap.log"), MOST);
        if (code != 0) {
            throw new IOException("nmap ended with " + code + "; see " + folder.resolve("nmap.log"));
        }
    }

    private static void equal(Findings findings, String name, Set<String> wanted, Set<String> found) {
        findings.gate(name, "exactly " + wanted, found.toString(), wanted.equals(found));
    }

    private static Set<String> only(Set<String> ports, String protocol) {
        return ports.stream().filter(port -> port.startsWith(protocol)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String ports(Set<String> ports, String protocol) {
        return only(ports, protocol).stream().map(port -> port.substring(4)).collect(Collectors.joining(","));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Set<String> open(Path report) throws IOException {
        Set<String> open = new TreeSet<>();
        Matcher matcher = OPEN.matcher(Files.readString(report));
        while (matcher.find()) {
            open.add(matcher.group(1) + " " + matcher.group(2));
        }
        return open;
    }

    private static Set<String> told(Victim victim) throws IOException {
        Set<String> told = new TreeSet<>();
        for (Object each :
                JSON.std.listFrom(victim.agent().command("ports", "--json").output())) {
            Map<?, ?> door = (Map<?, ?>) each;
            String protocol = String.valueOf(door.get("protocol")).toLowerCase(java.util.Locale.ROOT);
            told.add((protocol.equals("udp") ? "udp " : "tcp ") + door.get("port"));
        }
        return told;
    }

    /** Returns what a process listens on: sockets in its hands, looked up in the kernel's tables. */
    private static Set<String> listening(long pid) throws IOException {
        Set<String> inodes = Sockets.inodes(pid);
        Set<String> listening = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "net", table))) {
                String[] fields = line.strip().split("\\s+");
                boolean listens = fields.length > 9 && (table.startsWith("udp") || fields[3].equals(LISTENS));
                if (listens && inodes.contains(fields[9])) {
                    int port = Integer.parseInt(fields[1].substring(fields[1].indexOf(':') + 1), 16);
                    listening.add(table.substring(0, 3) + " " + port);
                }
            }
        }
        return listening;
    }
}
