package org.sosgi.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.delivery.DeadLetter;
import org.sosgi.api.delivery.DeadLetters;

/** What commands do to dead letters. */
final class LetterOffice implements DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(LetterOffice.class);

    private final SinkSupervisor supervisor;

    LetterOffice(SinkSupervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        supervisor
                .letters()
                .forEach((sink, letters) -> counts.put(sink, letters.counts().held()));
        return counts;
    }

    @Override
    public Page list(String sink, long from, int limit) throws IOException {
        return supervisor.letters(sink).list(from, Math.max(1, Math.min(limit, LARGEST_PAGE)));
    }

    @Override
    public Optional<DeadLetter> get(String sink, long number) throws IOException {
        return supervisor.letters(sink).get(number);
    }

    @Override
    public long replay(String sink, Collection<Long> numbers) throws IOException {
        return requested(sink, supervisor.letters(sink).request(numbers));
    }

    @Override
    public long replayAll(String sink) throws IOException {
        return requested(sink, supervisor.letters(sink).requestAll());
    }

    private static long requested(String sink, long count) {
        LOG.info("Sink {}: {} dead letters are requested once more by command", sink, count);
        return count;
    }

    @Override
    public long drop(String sink, Collection<Long> numbers) throws IOException {
        return dropped(sink, supervisor.letters(sink).drop(numbers));
    }

    @Override
    public long dropAll(String sink) throws IOException {
        return dropped(sink, supervisor.letters(sink).dropAll());
    }

    private static long dropped(String sink, long count) {
        LOG.info("Sink {}: {} dead letters are dropped by command", sink, count);
        return count;
    }
}
