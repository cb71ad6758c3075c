package org.sosgi.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Report.Figure;
import org.sosgi.api.status.Report.State;

class StatusTest {

    private static final Status STATUS = new Status(
            "1.2",
            List.of("endpoint log: \"taken\""),
            List.of(
                    new Report(
                            "sink", "a", State.OK, "", List.of(Figure.counter("events", 3), Figure.gauge("zero", 0))),
                    new Report("sink", "longer", State.FAILED, "line\n\u001b[31mred\u202e", List.of())));

    @Test
    void theTableAlignsAndDoesNotSteerTheTerminal() {
        String text = print(StatusTable::write);
        assertTrue(text.contains("SOSGi 1.2"), text);
        assertTrue(text.contains("not ready\n  endpoint log"), text);
        assertTrue(text.contains("sink\n  a       OK\n    events 3\n  longer  FAILED  line??[31mred?\n"), text);
        assertTrue(text.contains("total: 1 OK, 1 FAILED"), text);
        assertFalse(text.contains("zero"), text);
    }

    @Test
    void theJsonHasEverything() {
        String text = print(StatusJson::write);
        assertTrue(
                text.startsWith("{\"version\":\"1.2\",\"pid\":"
                        + ProcessHandle.current().pid()),
                text);
        assertTrue(
                text.endsWith(
                        "\"ready\":false,\"waits_for\":[\"endpoint log: \\\"taken\\\"\"],\"totals\":{\"OK\":1,\"FAILED\":1},"
                                + "\"reports\":[{\"kind\":\"sink\",\"name\":\"a\",\"state\":\"OK\",\"detail\":\"\","
                                + "\"figures\":{\"events\":3,\"zero\":0}},{\"kind\":\"sink\",\"name\":\"longer\",\"state\":\"FAILED\","
                                + "\"detail\":\"line\\u000a\\u001b[31mred\\u202e\",\"figures\":{}}]}\n"),
                text);
    }

    @Test
    void theTableTellsThatAServerIsNotUp() {
        var figures = List.of(Figure.gauge("up", 0), Figure.counter("calls", 0), Figure.counter("calls_failed", 2));
        var down = new Report("collector", "health a", State.DEGRADED, "refused", figures);
        String text = print(new Status("1.2", List.of(), List.of(down)), StatusTable::write);
        assertTrue(text.contains("\n    up 0, calls_failed 2\n"), text);
    }

    private static String print(BiConsumer<Status, PrintWriter> writer) {
        return print(STATUS, writer);
    }

    private static String print(Status status, BiConsumer<Status, PrintWriter> writer) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        writer.accept(status, out);
        out.flush();
        return text.toString().replace("\r\n", "\n");
    }

    @Test
    void totalsCountByState() {
        assertEquals("{OK=1, FAILED=1}", STATUS.totals().toString());
    }
}
