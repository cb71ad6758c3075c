package org.sosgi.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.bench.AgentProcess;
import org.sosgi.bench.AgentYaml;
import org.sosgi.bench.InfluxStandIn;
import org.sosgi.bench.PluginKey;
import org.sosgi.bench.PluginVersions;

/** Plugins dropped into the folder of a running agent: whole ones, broken ones, half copied ones, and ones taken away again. */
class HotDeployIT {

    private static final String PLUGIN = "org.sosgi.itests.appnames";
    private static final int SECONDS = 30;

    @TempDir
    Path home;

    @Test
    void installsUpdatesRefusesAndRemoves() throws Exception {
        try (var influx = InfluxStandIn.start(0, null);
                var agent = new AgentProcess(Built.distribution(), home)) {
            agent.configure(AgentYaml.on(influx.port(), home)).start();
            Path jar = home.resolve("deploy/names.jar");
            Path signed = Files.copy(Built.appNames(), home.resolve("names.jar"));
            PluginKey.sign(signed);
            byte[] plugin = Files.readAllBytes(signed);

            var installed = agent.line(line -> line.contains(PLUGIN) && line.contains(" installed"));
            // As a slow copy arrives: first a part, then the whole.
            Files.write(jar, Arrays.copyOf(plugin, plugin.length / 2));
            Files.write(jar, plugin);
            installed.get(SECONDS, TimeUnit.SECONDS);
            Until.holds("the status to tell of it", () -> isOk(agent));

            var updated = agent.line(line -> line.contains(PLUGIN + " 9.0.1 updated"));
            new PluginVersions(Built.appNames()).put(1, jar);
            updated.get(SECONDS, TimeUnit.SECONDS);

            var refused = agent.line(line -> line.contains("names.jar is not used"));
            byte[] broken = Files.readAllBytes(jar);
            Files.write(jar, Arrays.copyOf(broken, broken.length - 100));
            refused.get(SECONDS, TimeUnit.SECONDS);
            assertTrue(agent.status().part("plugin", PLUGIN).isPresent(), "the old version stays");

            var unsigned = agent.line(line -> line.contains("names.jar is not used") && line.contains("sign"));
            Files.copy(Built.appNames(), jar, StandardCopyOption.REPLACE_EXISTING);
            unsigned.get(SECONDS, TimeUnit.SECONDS);
            assertTrue(agent.status().part("plugin", PLUGIN).isPresent(), "the signed version stays");

            var removed = agent.line(line -> line.contains(PLUGIN) && line.contains(" removed"));
            Files.delete(jar);
            removed.get(SECONDS, TimeUnit.SECONDS);
            Until.holds(
                    "the status not to tell of it",
                    () -> agent.status().part("plugin", PLUGIN).isEmpty());
        }
    }

    private static boolean isOk(AgentProcess agent) throws Exception {
        return agent.status()
                .part("plugin", PLUGIN)
                .filter(part -> part.state().equals("OK"))
                .isPresent();
    }
}
