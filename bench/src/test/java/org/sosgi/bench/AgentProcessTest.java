package org.sosgi.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in of the program, a shell script that keeps to the same contract. */
class AgentProcessTest {

    private static final String PROGRAM = """
            #!/bin/sh
            case $1 in
              run) echo "home $SOSGI_HOME" ; echo "ready after 5 ms (pid $$)" ; exec sleep 60 ;;
              die) echo broken ; exit 3 ;;
              status) echo '{"ready":true,"reports":[{"kind":"sink","name":"a~b","state":"OK","detail":"","figures":{"n":7}}]}' ;;
            esac
            """;

    @TempDir
    Path folder;

    @Test
    void startsAsksMeasuresKillsAndStartsAgain() throws Exception {
        try (var agent = new AgentProcess(distribution(PROGRAM), folder.resolve("home"))) {
            var ready = agent.start();
            assertEquals(agent.pid(), ready.pid());
            assertTrue(agent.usage().rssBytes() > 0);
            AgentStatus status = AgentStatus.parse(agent.program("status").output());
            assertTrue(status.ready());
            assertEquals(7, status.part("sink", "b").orElseThrow().figure("n"));
            assertEquals(3, agent.program("die").exitCode());

            agent.kill();
            assertFalse(agent.isAlive());
            agent.start();
            assertEquals(143, agent.terminate(Duration.ofSeconds(5)));
            assertTrue(agent.lastOutput().contains("home " + agent.home()));
        }
    }

    @Test
    void tellsWhyItDidNotBecomeReady() throws Exception {
        try (var agent = new AgentProcess(distribution("#!/bin/sh\necho no such thing\nexit 1\n"), folder)) {
            var failure = assertThrows(IOException.class, agent::start);
            assertTrue(failure.getMessage().contains("no such thing"), failure::getMessage);
        }
    }

    @Test
    void fillsInTheConfiguration() throws Exception {
        AgentYaml yaml = AgentYaml.on(8123, folder).withInfluxVersion(2);
        yaml.write(folder.resolve("etc/butler-sos.yaml"));
        String text = Files.readString(folder.resolve("etc/butler-sos.yaml"));
        assertFalse(text.replace("${NAME}", "").contains("${"), text);
        assertTrue(text.contains("port: 8123\n        version: 2"), text);
        assertTrue(text.contains("portLogEvents: " + yaml.logPort()));
        assertTrue(yaml.logPort() != yaml.userPort());
    }

    private Path distribution(String program) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("program/bin"));
        Path file = Files.writeString(bin.resolve("sosgi"), program);
        assertTrue(file.toFile().setExecutable(true));
        return folder.resolve("program");
    }
}
