package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InstanceNamesTest {

    @Test
    void keepLettersDigitsAndAFewSigns() {
        assertEquals(
                List.of("a-b_c.9", "Nod_1", "_"),
                InstanceNames.of(List.of("a-b_c.9", "Nod\u00e91", ""), List.of("", "", "")));
        assertEquals(
                80,
                InstanceNames.of(List.of("x".repeat(500)), List.of("")).get(0).length());
    }

    @Test
    void doNotDependOnTheirNeighbours() {
        assertEquals(List.of("b", "a"), InstanceNames.of(List.of("b", "a"), List.of("2", "1")));
        assertEquals(List.of("a", "c", "b"), InstanceNames.of(List.of("a", "c", "b"), List.of("1", "3", "2")));
    }

    @Test
    void areUniqueWhateverTheCase() {
        assertEquals(List.of("a-1", "A-2"), InstanceNames.of(List.of("a", "A"), List.of("1", "2")));
        assertEquals(List.of("a-1-2", "a-2", "a-1"), InstanceNames.of(List.of("a", "a", "a-1"), List.of("1", "2", "")));
        assertEquals(List.of("a-1", "a-1-2"), InstanceNames.of(List.of("a", "a"), List.of("1", "1")));
    }
}
