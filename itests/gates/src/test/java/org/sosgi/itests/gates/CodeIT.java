package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules hold for all of our code that ships. */
class CodeIT {

    private static final int AT_LEAST = 300;

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws IOException {
        classes = Built.classes();
        assertTrue(classes.size() > AT_LEAST, "only " + classes.size() + " classes; was everything built?");
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("no deserialisation", Rules.NO_DESERIALISATION),
                Arguments.of("no hooks of deserialisation", Rules.NO_READ_OBJECT),
                Arguments.of("no programs", Rules.NO_PROGRAMS),
                Arguments.of("no blind trust", Rules.NO_BLIND_TRUST),
                Arguments.of("no forced access", Rules.NO_FORCED_ACCESS),
                Arguments.of("no guessable random", Rules.NO_GUESSABLE_RANDOM),
                Arguments.of("names", Rules.NAMES),
                Arguments.of("no changing statics", Rules.NO_CHANGING_STATICS),
                Arguments.of("no static state", Rules.NO_STATIC_STATE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(String name, ArchRule rule) {
        rule.check(classes);
    }

    @Test
    void onlyStrongAlgorithms() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : Built.classFolders()) {
            found.addAll(Algorithms.notStrongIn(folder));
        }
        assertEquals(List.of(), found.stream().distinct().toList());
    }
}
