package org.sosgi.launcher.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.launcher.feature.Feature.FeatureBundle;

class FeatureReaderTest {

    private final FeatureReader reader = new FeatureReader(Map.of("home", "/opt/x"));

    private static final String WHOLE = """
            {
              // comments are allowed
              "feature-resource-version": "1.0",
              "id": "g:whole:1",
              "bundles": ["g:a:1", {"id": "g:b:jar:linux:2", "bundleStartLevel": 5}],
              "configurations": {
                "pid": {"text": "${home}/x ${other}", "port:Integer": 9, "count": 9, "share": 0.5, "on": true, "names": ["a", "b"],
                        "sizes:Long[]": [1, 2], "none": [], "as.text:String": 7},
                "factory~one": {}
              },
              "extensions": {"framework-launching-properties": {"type": "json", "json": {"level": "${home}"}}}
            }
            """;

    @Test
    void readsAWholeFeature() throws FeatureException {
        Feature feature = reader.read("f", WHOLE);
        assertEquals("g:whole:1", feature.id().toString());
        assertEquals(
                List.of(
                        new FeatureBundle(ArtifactId.parse("g:a:1"), 10),
                        new FeatureBundle(ArtifactId.parse("g:b:jar:linux:2"), 5)),
                feature.bundles());
        assertEquals(Map.of("level", "/opt/x"), feature.frameworkProperties());
        assertEquals(
                List.of("pid", "factory~one"),
                List.copyOf(feature.configurations().keySet()));
    }

    @Test
    void typesTheValuesOfConfigurations() throws FeatureException {
        Map<String, Object> properties =
                reader.read("f", WHOLE).configurations().get("pid");
        assertEquals("/opt/x/x ${other}", properties.get("text"));
        assertEquals(9, properties.get("port"));
        assertEquals(9L, properties.get("count"));
        assertEquals(0.5, properties.get("share"));
        assertEquals(true, properties.get("on"));
        assertEquals("7", properties.get("as.text"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) properties.get("names"));
        assertArrayEquals(new Long[] {1L, 2L}, (Long[]) properties.get("sizes"));
        assertArrayEquals(new String[0], (String[]) properties.get("none"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("{}", "f:1: \"id\""),
                arguments("{\n\"id\": \"g:a\"}", "f:2: id: \"g:a\" is not of the form"),
                arguments("{\n\"id\": \"g:../..:1\"}", "f:2: id: "),
                arguments("{\n\"id\": \"g:a:1\",\n\n\"bundels\": []}", "f:4: bundels: unknown"),
                arguments(
                        "{\n\"id\": \"g:a:1\",\n\"bundles\": [\"g:a:1\",\n{\"bundleStartLevel\": 3}]}",
                        "f:4: bundles[1]: a bundle needs"),
                arguments(
                        "{\n\"id\": \"g:a:1\",\n\"bundles\": [{\"id\": \"g:a:1\", \"bundleStartLevel\": \"x\"}]}",
                        "f:3: bundles[0].bundleStartLevel"),
                arguments(
                        "{\n\"id\": \"g:a:1\",\n\"configurations\": {\"p\": {\n\"n:Integer\": \"x\"}}}",
                        "f:4: configurations.p.n:Integer: is no"),
                arguments(
                        "{\n\"id\": \"g:a:1\",\n\"configurations\": {\"p\": {\n\"n:Int\": 1}}}",
                        "f:4: configurations.p.n:Int: unknown type"),
                arguments("{\n\"id\": \"g:a:1\",\n\"id\": \"g:a:1\"}", "f:3: not JSON: Duplicate field"),
                arguments("{\n\"id\": \"g:a:1\"\n\"bundles\": []}", "f:3: not JSON"),
                arguments("[]", "f:1: an object"),
                arguments("{\"id\": \"g:a:1\"} {}", "f:1: nothing may follow"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereAMistakeIs(String text, String message) {
        var e = assertThrows(FeatureException.class, () -> reader.read("f", text));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void anEmptyFileIsNoFeature() {
        var e = assertThrows(FeatureException.class, () -> reader.read("f", ""));
        assertTrue(e.getMessage().startsWith("f:1: the file is empty"), e.getMessage());
    }

    @Test
    void readsAFolderInTheOrderOfItsNames(@TempDir Path folder) throws IOException, FeatureException {
        Files.writeString(folder.resolve("b.feature.json"), "{\"id\": \"g:b:1\"}");
        Files.writeString(folder.resolve("a.feature.json"), "{\"id\": \"g:a:1\"}");
        Files.writeString(folder.resolve("notes.txt"), "no feature");
        assertEquals(
                List.of("g:a:1", "g:b:1"),
                reader.readAll(folder).stream().map(f -> f.id().toString()).toList());
        assertEquals(List.of(), reader.readAll(folder.resolve("none")));
    }

    @Test
    void theRepositoryTellsWhatIsMissingAndWhatIsTooMuch(@TempDir Path root) throws IOException, FeatureException {
        var repository = new Repository(root);
        Feature feature = reader.read("f", WHOLE);
        assertEquals(
                root.resolve("g/b/2/b-2-linux.jar"),
                repository.file(feature.bundles().get(1).id()));
        Files.createDirectories(root.resolve("g/a/1"));
        Files.createFile(root.resolve("g/a/1/a-1.jar"));
        Files.createFile(root.resolve("g/a/1/a-2.jar"));
        assertEquals(
                List.of("missing: g/b/2/b-2-linux.jar", "in no feature: g/a/1/a-2.jar"),
                repository.differences(List.of(feature)));
    }
}
