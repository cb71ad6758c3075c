package org.sosgi.itests.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sosgi.itests.gates.planted.Planted;

/** Each rule finds the violation that was planted for it. */
class RulesTest {

    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(Planted.class.getPackageName());

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("Deserialiser", Rules.NO_DESERIALISATION),
                Arguments.of("Hook", Rules.NO_READ_OBJECT),
                Arguments.of("Shell", Rules.NO_PROGRAMS),
                Arguments.of("RuntimeShell", Rules.NO_PROGRAMS),
                Arguments.of("TrustsAll", Rules.NO_BLIND_TRUST),
                Arguments.of("Forcing", Rules.NO_FORCED_ACCESS),
                Arguments.of("Guessable", Rules.NO_GUESSABLE_RANDOM),
                Arguments.of("TokenHelper", Rules.NAMES),
                Arguments.of("Changing", Rules.NO_CHANGING_STATICS),
                Arguments.of("Counting", Rules.NO_STATIC_STATE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void findsWhatIsPlanted(String name, ArchRule rule) {
        String found =
                String.join("\n", rule.evaluate(PLANTED).getFailureReport().getDetails());
        assertTrue(found.contains("Planted$" + name), found);
    }

    @Test
    void findsWeakAndComputedAlgorithms() throws IOException, URISyntaxException {
        Path classes = Path.of(Planted.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String planted = "org/sosgi/itests/gates/planted/Planted$";
        assertEquals(
                java.util.List.of(
                        planted + "ComputedAlgorithm.make: (computed)",
                        planted + "WeakCipher.make: DES/CBC/PKCS5Padding",
                        planted + "WeakDigest.make: MD5",
                        planted + "WeakTls.make: TLSv1"),
                Algorithms.notStrongIn(classes.resolve("org/sosgi/itests/gates/planted")));
    }
}
