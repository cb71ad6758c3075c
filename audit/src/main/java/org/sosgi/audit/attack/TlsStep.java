package org.sosgi.audit.attack;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;
import org.sosgi.audit.build.Command;

/** sslscan and testssl.sh on every listener with TLS, with a key of RSA and one of an elliptic curve. */
public final class TlsStep implements Step {

    private static final Duration MOST = Duration.ofMinutes(15);

    private static final Set<String> TLS_13 =
            Set.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    private static final Set<String> GROUPS = Set.of("x25519", "secp256r1", "secp384r1");
    private static final Pattern PROTOCOL =
            Pattern.compile("<protocol type=\"(\\w+)\" version=\"([\\d.]+)\" enabled=\"1\"");
    private static final Pattern CIPHER =
            Pattern.compile("<cipher [^>]*sslversion=\"([^\"]+)\"[^>]* cipher=\"([^\"]+)\"");
    private static final Pattern GROUP = Pattern.compile("<group [^>]*name=\"([^\"]+)\"");
    private static final Pattern BLEEDS = Pattern.compile("<heartbleed [^>]*vulnerable=\"1\"");
    private static final Pattern SEVERE = Pattern.compile("MEDIUM|HIGH|CRITICAL|WARN|FATAL");

    /** What these say is that nobody vouches for the certificate, which was made a minute ago, and nothing about the server. */
    private static final Pattern TRUST = Pattern.compile(
            "(cert_(trust|chain_of_trust|revocation|crlDistributionPoints|ocspURL|caIssuers|notAfter|validityPeriod|extlifeSpan"
                    + "|subjectAltName|commonName\\S*|certificatePolicies\\S*|expirationStatus)|OCSP_\\S*|DNS_CAA\\S*"
                    + "|certificate_transparency).*");

    /** Goes by the exit code of openssl, which is 0 as well if the server closes the connection a moment later. */
    private static final String UNSURE = "secure_client_renego";

    private static final List<String> CLEAR =
            List.of("LUCKY13", "BEAST", "ROBOT", "SWEET32", "heartbleed", "secure_renego", "CRIME_TLS");

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public String about() {
        return "sslscan and testssl.sh on every listener with TLS";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        for (String key : List.of("rsa", "ec")) {
            try (Victim victim =
                    Victim.start(workshop.program(), folder.resolve(key), new Victim.Setup(key, true, 0))) {
                for (Victim.Door door : victim.doors()) {
                    boolean one = door.name().equals("prometheus");
                    // All listeners take their TLS from one place; it is half a minute for each.
                    if (workshop.full() || one) {
                        String name = door.name() + " (" + key + ")";
                        Path files = folder.resolve(door.name() + "-" + key);
                        sslscan(findings, name, files, door, key);
                        boolean again = victim.wire(door).renegotiates();
                        findings.gate(
                                name + ": renegotiation begun by a client",
                                "refused",
                                again ? "done" : "refused",
                                !again);
                        if (workshop.full() || key.equals("ec")) {
                            testssl(findings, name, files, door, workshop.full());
                        }
                    }
                }
                findings.gate(
                        "the agent lives (" + key + ")",
                        "yes",
                        victim.agent().isAlive() ? "yes" : "no",
                        victim.agent().isAlive());
            }
        }
    }

    private static void sslscan(Findings findings, String name, Path files, Victim.Door door, String key)
            throws Exception {
        if (!Command.exists("sslscan")) {
            findings.notHere(name + ": sslscan", "not installed; it is in the Debian package of that name");
            return;
        }
        Path report = files.resolveSibling(files.getFileName() + "-sslscan.xml");
        new Command("sslscan", "--no-colour", "--xml=" + report, "127.0.0.1:" + door.port())
                .run(files.resolveSibling(files.getFileName() + "-sslscan.log"), MOST);
        String xml = Files.readString(report, StandardCharsets.UTF_8);
        Set<String> protocols = new TreeSet<>();
        Matcher protocol = PROTOCOL.matcher(xml);
        while (protocol.find()) {
            protocols.add(protocol.group(1) + protocol.group(2));
        }
        Set<String> wanted = Set.of("tls1.2", "tls1.3");
        findings.gate(name + ": protocols", "tls1.2 and tls1.3", protocols.toString(), protocols.equals(wanted));
        Set<String> suites = new TreeSet<>();
        Matcher cipher = CIPHER.matcher(xml);
        while (cipher.find()) {
            suites.add(cipher.group(2));
        }
        Set<String> allowed = new TreeSet<>(TLS_13);
        String start = "ECDHE-" + (key.equals("ec") ? "ECDSA" : "RSA") + "-";
        allowed.addAll(List.of(start + "AES256-GCM-SHA384", start + "AES128-GCM-SHA256", start + "CHACHA20-POLY1305"));
        findings.gate(name + ": suites", "the six of this kind of key", suites.toString(), suites.equals(allowed));
        Set<String> groups = new TreeSet<>();
        Matcher group = GROUP.matcher(xml);
        while (group.find()) {
            groups.add(group.group(1).replaceFirst(" .*", ""));
        }
        findings.gate(
                name + ": groups",
                "some of x25519, secp256r1, secp384r1 and no other",
                groups.toString(),
                !groups.isEmpty() && GROUPS.containsAll(groups));
        // A scanner that cannot compress tells nothing of it; testssl.sh does (CRIME).
        boolean clean = xml.contains("<heartbleed ")
                && !BLEEDS.matcher(xml).find()
                && !xml.contains("<compression supported=\"1\"");
        findings.gate(name + ": compression, Heartbleed", "neither", clean ? "neither" : "see " + report, clean);
    }

    private static void testssl(Findings findings, String name, Path files, Victim.Door door, boolean full)
            throws Exception {
        String program = Command.exists("testssl") ? "testssl" : "testssl.sh";
        if (!Command.exists(program)) {
            findings.notHere(name + ": testssl.sh", "not installed; it is in the Debian package of that name");
            return;
        }
        Path report = files.resolveSibling(files.getFileName() + "-testssl.json");
        var command =
                new Command(program, "--quiet", "--color", "0", "--warnings", "off", "--jsonfile", report.toString());
        if (!full) {
            command.and(
                    "--protocols",
                    "--std",
                    "--fs",
                    "--server-preference",
                    "--renegotiation",
                    "--beast",
                    "--lucky13",
                    "--sweet32",
                    "--robot",
                    "--heartbleed",
                    "--crime");
        }
        command.and("127.0.0.1:" + door.port()).run(files.resolveSibling(files.getFileName() + "-testssl.log"), MOST);
        List<Object> lines = JSON.std.listFrom(Files.readString(report));
        List<String> severe = new ArrayList<>();
        for (Object each : lines) {
            Map<?, ?> line = (Map<?, ?>) each;
            String id = String.valueOf(line.get("id"));
            if (SEVERE.matcher(String.valueOf(line.get("severity"))).matches()
                    && !TRUST.matcher(id).matches()
                    && !id.equals(UNSURE)) {
                severe.add(id + ": " + line.get("finding"));
            }
        }
        findings.gate(
                name + ": testssl.sh, MEDIUM or worse",
                "none, but for trust in the certificate",
                severe.isEmpty() ? "none in " + lines.size() + " lines" : severe.toString(),
                severe.isEmpty() && lines.size() > 10);
        for (String id : CLEAR) {
            List<String> told = new ArrayList<>();
            for (Object each : lines) {
                Map<?, ?> line = (Map<?, ?>) each;
                if (id.equals(line.get("id"))) {
                    told.add(line.get("severity") + ", " + line.get("finding"));
                }
            }
            boolean well =
                    !told.isEmpty() && told.stream().allMatch(text -> text.startsWith("OK") || text.startsWith("INFO"));
            findings.gate(name + ": " + id, "not vulnerable", told.isEmpty() ? "not told" : told.toString(), well);
        }
    }
}
