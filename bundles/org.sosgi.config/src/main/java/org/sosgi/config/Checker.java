package org.sosgi.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file and checks all of it, so that a person learns of all mistakes at once. */
final class Checker {

    /** The key above all others. */
    static final String TOP = "Butler-SOS";

    private static final int MAX_PROBLEMS = 200;

    private final Map<String, String> environment;
    private final Optional<SchemaMemory> memory;

    /** @param environment the variables that {@code ${env:NAME}} can name */
    Checker(Map<String, String> environment) {
        this.environment = environment;
        this.memory = Optional.empty();
    }

    /** @param memory the schema is not asked again about what this holds */
    Checker(Map<String, String> environment, SchemaMemory memory) {
        this.environment = environment;
        this.memory = Optional.of(memory);
    }

    /** @throws IOException if the file cannot be read */
    Checked check(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return check(in.readNBytes(YamlReader.MAX_BYTES + 1));
        }
    }

    Checked check(byte[] yaml) {
        if (yaml.length > YamlReader.MAX_BYTES) {
            return nothing("the file is too large; 1 MiB is the most");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(yaml))
                    .toString();
        } catch (CharacterCodingException e) {
            return nothing("the file is not UTF-8 text; save it with that encoding");
        }
        List<Problem> problems = new ArrayList<>();
        var root = YamlReader.read(text, problems);
        if (root.isEmpty()) {
            return new Checked(Section.of(null), few(problems));
        }
        List<String> values = new ArrayList<>();
        List<Placeholders.Source> files = new ArrayList<>();
        Node effective = Normaliser.normalise(new Placeholders(environment).resolve(root.get(), values, files));
        String digest = memory.map(m -> m.digest(yaml, values)).orElse("");
        if (!memory.map(m -> m.holds(digest)).orElse(false)) {
            Schema.load().check(effective, problems);
            if (problems.isEmpty()) {
                memory.ifPresent(m -> m.remember(digest));
            }
        }
        Section settings = Section.of(effective).section(TOP);
        Concern.ALL.forEach(concern -> concern.check(settings, problems));
        return new Checked(settings, few(problems), files);
    }

    private static Checked nothing(String why) {
        return new Checked(Section.of(null), List.of(Problem.error(1, "", why)));
    }

    /** Leaves so many mistakes as a person reads at once. */
    private static List<Problem> few(List<Problem> problems) {
        if (problems.size() <= MAX_PROBLEMS) {
            return problems;
        }
        List<Problem> few = new ArrayList<>(problems.stream()
                .sorted(Comparator.comparing(Problem::severity).thenComparing(Comparator.naturalOrder()))
                .limit(MAX_PROBLEMS)
                .toList());
        Problem last = few.get(MAX_PROBLEMS - 1);
        String text = "there is more to tell than these " + MAX_PROBLEMS + "; mend them first";
        few.add(new Problem(last.severity(), last.line(), "", text));
        return few;
    }
}
