package org.sosgi.setup.doctor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.sosgi.launcher.RunningAgent;

/** The agent that is looked at. */
public interface Agent {

    /** Returns its process; empty if it does not run. */
    OptionalLong pid() throws IOException;

    /** Returns its status as JSON; waits for it until the thread is interrupted. */
    String status() throws IOException;

    static Agent of(RunningAgent agent) {
        return new Agent() {
            @Override
            public OptionalLong pid() throws IOException {
                return agent.pid();
            }

            @Override
            public String status() throws IOException {
                var answer = new ByteArrayOutputStream();
                agent.ask(List.of("status", "--json"), answer);
                return answer.toString(StandardCharsets.UTF_8);
            }
        };
    }
}
