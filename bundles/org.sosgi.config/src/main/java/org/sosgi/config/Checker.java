package org.sosgi.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file and checks all of it, so that a person learns of all mistakes at once. */
final class Checker {

    /** The key above all others. */
    static final String TOP = "Butler-SOS";

    private final Placeholders placeholders;
    private final Optional<SchemaMemory> memory;

    /** @param environment the variables that {@code ${env:NAME}} can name */
    Checker(Map<String, String> environment) {
        this.placeholders = new Placeholders(environment);
        this.memory = Optional.empty();
    }

    /** @param memory the schema is not asked again about what this holds */
    Checker(Map<String, String> environment, SchemaMemory memory) {
        this.placeholders = new Placeholders(environment);
        this.memory = Optional.of(memory);
    }

    /** @throws IOException if the file cannot be read */
    Checked check(Path file) throws IOException {
        return check(Files.readAllBytes(file));
    }

    Checked check(byte[] yaml) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Checked(
                    Section.of(null),
                    List.of(Problem.error(1, "", "the file is not UTF-8 text; save it with that encoding")));
        }
        List<Problem> problems = new ArrayList<>();
        var root = YamlReader.read(text, problems);
        if (root.isEmpty()) {
            return new Checked(Section.of(null), problems);
        }
        List<String> values = new ArrayList<>();
        Node effective = Normaliser.normalise(placeholders.resolve(root.get(), values));
        String digest = memory.map(m -> m.digest(yaml, values)).orElse("");
        if (!memory.map(m -> m.holds(digest)).orElse(false)) {
            Schema.load().check(effective, problems);
            if (problems.isEmpty()) {
                memory.ifPresent(m -> m.remember(digest));
            }
        }
        Section settings = Section.of(effective).section(TOP);
        Concern.ALL.forEach(concern -> concern.check(settings, problems));
        return new Checked(settings, problems);
    }
}
