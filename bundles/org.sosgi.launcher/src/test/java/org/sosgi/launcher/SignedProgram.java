package org.sosgi.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Signs the list of a program as the build does, with a key of its own. */
public final class SignedProgram {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore store;

    /** @param folder an empty one, for the key */
    public SignedProgram(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("key.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "3072",
                        "-dname",
                        "CN=test",
                        "-alias",
                        "key",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
    }

    public String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("key").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    public String detached(byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA384withRSA");
        signature.initSign((PrivateKey) store.getKey("key", PASSWORD));
        signature.update(content);
        return Base64.getEncoder().encodeToString(signature.sign()) + "\n";
    }

    /** @param folders of the program that are listed, beside {@code trust} */
    public void sign(Path program, String... folders) throws IOException, GeneralSecurityException {
        Files.createDirectories(program.resolve("trust"));
        Files.writeString(program.resolve("trust/release.pem"), pem());
        var sums = new TreeMap<String, String>();
        for (String folder :
                Stream.concat(Stream.of("trust"), Stream.of(folders)).toList()) {
            try (Stream<Path> walk = Files.walk(program.resolve(folder))) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                    sums.put(program.relativize(file).toString(), HexFormat.of().formatHex(sum));
                }
            }
        }
        var text = new StringBuilder();
        sums.forEach((path, sum) -> text.append(sum).append("  ").append(path).append('\n'));
        Files.writeString(program.resolve("SHA256SUMS"), text);
        Files.writeString(
                program.resolve("SHA256SUMS.sig"), detached(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
