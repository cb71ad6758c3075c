package org.sosgi.build.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the bill of materials of a program folder: {@code PROGRAM REPOSITORY VERSION FILE}. */
public final class Main {

    private Main() {}

    public static void main(String[] words) throws IOException {
        try {
            String json = new BillOfMaterials(Path.of(words[0]), Path.of(words[1])).json(words[2]);
            Files.writeString(Path.of(words[3]), json);
        } catch (IOException e) {
            System.err.println("bill of materials: " + e.getMessage());
            System.exit(1);
        }
    }
}
