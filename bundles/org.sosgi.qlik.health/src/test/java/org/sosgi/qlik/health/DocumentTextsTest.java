package org.sosgi.qlik.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentTextsTest {

    private static final Map<String, String> NAMES = Map.of(
            "id-1", "sales", "id-2", "Sales", "id-3", "Weird, name = \"x\" \\ y", "SessionApp_1", "never asked for");

    @Test
    void idsStayInOrderNamesAreSortedSessionAppsApart() {
        assertEquals(
                new DocumentTexts(
                        "[\"id-1\",\"SessionApp_2\",\"id-3\",\"unknown\",\"id-2\",\"SessionApp_1\",\"id-1\",\"sessionapp_3\"]",
                        "[\"Sales\",\"Weird, name = \\\"x\\\" \\\\ y\",\"sales\",\"sales\",\"sessionapp_3\",\"unknown\"]",
                        "[\"SessionApp_1\",\"SessionApp_2\"]"),
                of("id-1", "SessionApp_2", "id-3", "unknown", "id-2", "SessionApp_1", "id-1", "sessionapp_3"));
    }

    @Test
    void sortedByUtf16UnitsNotByCodePoints() {
        // U+FF21 sorts after U+1F600, whose first unit is D83D.
        assertEquals(
                "[\"Z\",\"a\",\"Å\",\"😀\",\"Ａ\"]", of("Ａ", "😀", "Å", "a", "Z").names());
    }

    @Test
    void noDocumentsAreEmptyArrays() {
        assertEquals(new DocumentTexts("[]", "[]", "[]"), of());
    }

    @Test
    void anArrayTooLongForTheJournalIsLeftOut() {
        String id = "d7cf16f9-6a95-462a-9ff1-a6d413326de4";
        DocumentTexts texts = DocumentTexts.of(Collections.nCopies(20_000, id), unknown -> "x");
        assertNull(texts.ids());
        assertNotNull(texts.names());
        assertEquals("[]", texts.sessionIds());
    }

    private static DocumentTexts of(String... ids) {
        return DocumentTexts.of(List.of(ids), id -> NAMES.getOrDefault(id, id));
    }
}
