package org.sosgi.launcher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What an agent that is not ready waits for, by its own word. */
final class WaitingFor {

    private final RunningAgent agent;
    private final Duration deadline;

    /** @param deadline how long to wait for the agent's answer */
    WaitingFor(RunningAgent agent, Duration deadline) {
        this.agent = agent;
        this.deadline = deadline;
    }

    /** Returns one line each; if the agent does not tell, one that says so. */
    List<String> reasons() throws InterruptedException {
        var answer = new FutureTask<>(this::ask);
        var thread = new Thread(answer, "waiting-for");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return List.of(
                    "the agent does not tell what it waits for: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return List.of("the agent does not tell what it waits for: no answer after " + deadline.toSeconds() + " s");
        }
    }

    private List<String> ask() throws IOException {
        var status = new ByteArrayOutputStream();
        agent.ask(List.of("status", "--json"), status);
        List<String> reasons = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(status.toByteArray())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals("waits_for")
                        && json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        reasons.add(printable(json.getText()));
                    }
                    return reasons;
                }
            }
        }
        throw new IOException("it has no command status");
    }

    /** What parts tell of themselves must not steer the terminal. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
