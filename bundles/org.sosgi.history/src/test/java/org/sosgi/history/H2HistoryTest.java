package org.sosgi.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.LongStream;
import org.h2.Driver;
import org.h2.util.OsgiDataSourceFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.Attribute;
import org.sosgi.api.Event;
import org.sosgi.api.EventType;
import org.sosgi.api.history.Page;
import org.sosgi.api.history.Search;
import org.sosgi.api.history.Span;
import org.sosgi.sink.jdbc.OpenStore;

class H2HistoryTest extends HistoryTest {

    @TempDir
    static Path folder;

    @Override
    OpenStore open() {
        return new OpenStore(
                "jdbc:h2:file:" + folder.resolve("history"),
                "",
                new OsgiDataSourceFactory(new Driver()),
                "org.h2.Driver");
    }

    @Test
    void aPageOfLongTextsEndsEarlierAndTheNextGoesOn() throws Exception {
        EventType type = EventType.of("long.texts", Attribute.text("message"));
        var texts = new ArrayList<Event>();
        for (int i = 0; i < 20; i++) {
            texts.add(Event.of(type, i * 1_000_000L, (i + " ").repeat(150_000)));
        }
        try (var store =
                new OpenStore("jdbc:h2:mem:long", "", new OsgiDataSourceFactory(new Driver()), "org.h2.Driver")) {
            store.write(texts, 0);
            var history = new StoredHistory(store.source(), Duration.ofSeconds(10), 1);
            var search = Search.of(Set.of("long.*"), new Span(Instant.EPOCH, Instant.ofEpochSecond(1)))
                    .within(Duration.ofSeconds(10));
            var found = new ArrayList<Long>();
            int pages = 0;
            Page page;
            do {
                page = history.search(search);
                assertTrue(page.rows().size() <= 14, page.rows().size() + " rows");
                page.rows().forEach(row -> found.add(row.position()));
                search = search.after(page.next());
                pages++;
            } while (!page.next().isEmpty());
            history.close();
            assertEquals(LongStream.range(0, 20).map(i -> 19 - i).boxed().toList(), found);
            assertTrue(pages > 1, pages + " pages");
        }
    }
}
