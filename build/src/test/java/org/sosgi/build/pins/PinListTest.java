package org.sosgi.build.pins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinListTest {

    private static final String JAR = "com/example/thing/1.0/thing-1.0.jar";
    private static final String POM = "com/example/thing/1.0/thing-1.0.pom";

    @TempDir
    Path folder;

    private Path repository;
    private Path list;

    @BeforeEach
    void pin() throws IOException {
        repository = folder.resolve("repository");
        list = folder.resolve("pins.sha256");
        put(JAR, "jar");
        put(POM, "pom");
        put("com/example/thing/1.0/_remote.repositories", "not pinned");
        put("org/sosgi/ours/1.0/ours-1.0.jar", "not pinned");
        PinList.of(repository).write(list);
        Files.writeString(
                folder.resolve("pom.xml"),
                "<project><dependencies><dependency><groupId>com.example</groupId><artifactId>thing</artifactId>"
                        + "<version>${thing.version}</version></dependency></dependencies>"
                        + "<properties><thing.version>1.0</thing.version></properties></project>");
    }

    @Test
    void whatIsAsItWasIsFine() throws IOException {
        assertEquals(2, Files.readAllLines(list).size());
        assertEquals(List.of(), Pins.check(repository, list, folder));
        assertEquals(List.of(), Pins.compare(repository, list));
    }

    @Test
    void aChangedFileIsTold() throws IOException {
        put(JAR, "another");
        assertEquals(List.of(JAR + " differs from its pin"), Pins.check(repository, list, folder));
        assertEquals(List.of(JAR + " differs from its pin"), Pins.compare(repository, list));
    }

    @Test
    void oneThatIsNotThereYetIsFineUntilTheSetsAreCompared() throws IOException {
        Files.delete(repository.resolve(JAR));
        assertEquals(List.of(), Pins.check(repository, list, folder));
        assertEquals(List.of(JAR + " is pinned and not used"), Pins.compare(repository, list));
    }

    @Test
    void oneThatNobodyPinnedIsTold() throws IOException {
        put("com/example/other/2.0/other-2.0.jar", "new");
        assertEquals(
                List.of("com/example/other/2.0/other-2.0.jar is used and not pinned"), Pins.compare(repository, list));
    }

    @Test
    void aVersionThatAPomNamesAndNobodyPinnedIsTold() throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace(">1.0<", ">1.1<"));
        List<String> wrong = Pins.check(repository, list, folder);
        assertEquals(1, wrong.size());
        assertTrue(wrong.get(0).startsWith("com/example/thing/1.1/thing-1.1.pom is named in "), wrong.get(0));
    }

    @Test
    void aLineThatIsNoneIsToldWithItsPlace() throws IOException {
        Files.writeString(list, "0123 " + JAR + "\n");
        var refused = assertThrows(IOException.class, () -> PinList.read(list));
        assertTrue(refused.getMessage().contains("pins.sha256:1: not a line of sha256sum"), refused.getMessage());
    }

    private void put(String name, String content) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
