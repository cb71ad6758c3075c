package org.sosgi.audit.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sosgi.audit.Findings;
import org.sosgi.audit.Step;
import org.sosgi.audit.Workshop;

/** The signatures of what ships, looked at with tools that are not ours: jarsigner, sha256sum, openssl. */
public final class Signatures implements Step {

    private static final Duration MOST = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "signatures";
    }

    @Override
    public String about() {
        return "jarsigner, sha256sum and openssl over what ships";
    }

    @Override
    public void run(Workshop workshop, Findings findings) throws Exception {
        Path folder = workshop.folder(name());
        Path program = workshop.program();
        Path certificate = program.resolve("trust/release.pem");
        Path store = folder.resolve("trust.p12");
        new Command(
                        Command.java("keytool"),
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "release",
                        "-file",
                        certificate.toString())
                .and("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit")
                .told(folder.resolve("keytool.log"), MOST);
        List<Path> jars = ours(program);
        int refused = 0;
        for (Path jar : jars) {
            Path log = folder.resolve(jar.getFileName() + ".log");
            int code = new Command(Command.java("jarsigner"), "-verify", "-strict", "-keystore", store.toString())
                    .and("-storepass", "changeit", jar.toString())
                    .run(log, MOST);
            if (code != 0 || !Files.readString(log).contains("jar verified.")) {
                findings.progress(jar.getFileName() + " exit code " + code + ", see " + log);
                refused++;
            }
        }
        findings.gate("own bundles", "at least 30", Integer.toString(jars.size()), jars.size() >= 30);
        findings.atMost("own bundles that jarsigner -verify -strict refuses", 0, refused);

        int sums = new Command("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
                .in(program)
                .run(folder.resolve("sha256sum.log"), MOST);
        findings.gate("sha256sum --check SHA256SUMS", "exit code 0", "exit code " + sums, sums == 0);
        Path key = folder.resolve("release.key");
        Files.writeString(
                key,
                new Command("openssl", "x509", "-in", certificate.toString(), "-noout", "-pubkey")
                        .told(folder.resolve("openssl-key.log"), MOST));
        Path signature = folder.resolve("SHA256SUMS.bin");
        Files.write(
                signature,
                java.util.Base64.getMimeDecoder()
                        .decode(Files.readString(program.resolve("SHA256SUMS.sig"))
                                .strip()));
        int signed = new Command(
                        "openssl", "dgst", "-sha384", "-verify", key.toString(), "-signature", signature.toString())
                .and(program.resolve("SHA256SUMS").toString())
                .run(folder.resolve("openssl.log"), MOST);
        findings.gate("openssl over SHA256SUMS.sig", "exit code 0", "exit code " + signed, signed == 0);
    }

    private static List<Path> ours(Path program) throws IOException {
        try (Stream<Path> files = Files.walk(program.resolve("repo/org/sosgi"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}
