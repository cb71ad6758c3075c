package org.sosgi.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    @Test
    void aNewCacheGetsEverything() {
        assertEquals(
                new Reconciliation(List.of("a"), List.of(), List.of()),
                Reconciliation.of(Map.of("a", "1"), Map.of(), Set.of()));
    }

    @Test
    void nothingIsDoneIfNothingChanged() {
        assertEquals(
                new Reconciliation(List.of(), List.of(), List.of()),
                Reconciliation.of(Map.of("a", "1"), Map.of("a", "1"), Set.of("a", "deploy:x")));
    }

    @Test
    void aChangedJarIsUpdatedAndOneThatIsInNoFeatureGoes() {
        assertEquals(
                new Reconciliation(List.of(), List.of("a"), List.of("b")),
                Reconciliation.of(Map.of("a", "2"), Map.of("a", "1", "b", "1"), Set.of("a", "b", "deploy:x")));
    }

    @Test
    void aBundleSomebodyUninstalledComesBack() {
        assertEquals(
                new Reconciliation(List.of("a"), List.of(), List.of()),
                Reconciliation.of(Map.of("a", "1"), Map.of("a", "1"), Set.of()));
    }

    @Test
    void aBundleOfAStartThatWasBrokenOffIsUpdated() {
        assertEquals(
                new Reconciliation(List.of(), List.of("a"), List.of()),
                Reconciliation.of(Map.of("a", "1"), Map.of(), Set.of("a")));
    }
}
