package org.sosgi.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Files in PEM, the text form of certificates and keys (RFC 7468). What is not to be found there is said in one line with the file. */
public final class PemFile {

    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";

    /** A key and a long chain take some kilobytes. */
    private static final int LIMIT = 1024 * 1024;

    private PemFile() {}

    /**
     * Returns the text of a file that holds at least one PEM block.
     *
     * @throws IOException if it cannot be read, is empty, far too large or not PEM
     */
    public static String text(Path file) throws IOException {
        String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
        if (text.isBlank()) {
            throw new IOException(file + " is empty");
        }
        if (!text.contains(BEGIN)) {
            throw new IOException(file + " is not a PEM file: there is no line with " + BEGIN
                    + "… in it; convert it, or export it again in PEM format");
        }
        return text;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new IOException(file + " is larger than 1 MiB: that is no certificate");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException("not allowed to read " + file + ": give the agent's user the right to", e);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new IOException(file + " is a directory, not a file", e);
            }
            throw e.getMessage() != null && e.getMessage().startsWith(file.toString())
                    ? e
                    : new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns all certificates of a file, in its order, at least one. Other blocks, and text between blocks, do not count.
     *
     * @throws IOException if there is none, or what is said to be one is not
     */
    public static List<X509Certificate> certificates(Path file) throws IOException {
        return certificates(text(file), file);
    }

    /** @param text what was read from the file */
    public static List<X509Certificate> certificates(String text, Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
            int labelEnd = text.indexOf(DASHES, at + BEGIN.length());
            if (labelEnd < 0) {
                break;
            }
            String label = text.substring(at + BEGIN.length(), labelEnd);
            if (label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE")) {
                int end = text.indexOf("-----END " + label, labelEnd + DASHES.length());
                certificates.add(certificate(
                        end < 0 ? "" : text.substring(labelEnd + DASHES.length(), end), certificates.size() + 1, file));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException("there is no certificate in " + file);
        }
        return certificates;
    }

    private static X509Certificate certificate(String base64, int number, Path file) throws IOException {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException(
                    "certificate " + number + " in " + file + " is damaged: export or copy the file again", e);
        }
    }
}
