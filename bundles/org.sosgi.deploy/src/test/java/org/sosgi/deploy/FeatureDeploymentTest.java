package org.sosgi.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;

class FeatureDeploymentTest {

    @TempDir
    Path home;

    private Fixture agent;

    @BeforeEach
    void boot() throws IOException, BundleException {
        agent = new Fixture(home);
        Fixture.jar(agent.inRepo("g/a/1/a-1.jar"), "a", "1");
        Fixture.jar(agent.inRepo("g/b/1/b-1.jar"), "b", "1");
        Fixture.jar(agent.inRepo("g/bad/1/bad-1.jar"), "bad", "1", "Bundle-Activator: not.There");
    }

    @AfterEach
    void close() throws BundleException {
        agent.close();
    }

    private void drop(String file, String bundles, String configurations) throws IOException {
        Files.writeString(
                agent.deployed(file),
                "{\"id\": \"g:f:1\", \"bundles\": [" + bundles + "], \"configurations\": {" + configurations + "}}");
    }

    private Configuration configuration(String pid) throws IOException, InvalidSyntaxException {
        Configuration[] found = agent.admin().listConfigurations("(service.pid=" + pid + ")");
        return found == null ? null : found[0];
    }

    private String detail(String name) {
        return agent.deployment().reports(true).stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    @Test
    void bringsAndTakesAway() throws IOException, InvalidSyntaxException {
        drop("f.feature.json", "\"g:a:1\", \"g:b:1\"", "\"p\": {\"n\": 1}, \"q~one\": {\"dir\": \"${sosgi.home}/x\"}");
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        assertEquals("1.0.0", agent.version("b"));
        assertEquals(1L, configuration("p").getProperties().get("n"));
        assertEquals(home + "/x", configuration("q~one").getProperties().get("dir"));
        drop("f.feature.json", "\"g:a:1\"", "\"p\": {\"n\": 2}");
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        assertNull(agent.bundle("b"));
        assertEquals(2L, configuration("p").getProperties().get("n"));
        assertNull(configuration("q~one"));
        Files.delete(agent.deployed("f.feature.json"));
        agent.settle();
        assertNull(agent.bundle("a"));
        assertNull(configuration("p"));
    }

    @Test
    void whatTwoFeaturesBringStaysUntilBothAreGone() throws IOException {
        drop("f.feature.json", "\"g:a:1\"", "");
        drop("g.feature.json", "\"g:a:1\", \"g:b:1\"", "");
        agent.settle();
        Files.delete(agent.deployed("f.feature.json"));
        agent.settle();
        assertEquals("1.0.0", agent.version("a"));
        Files.delete(agent.deployed("g.feature.json"));
        agent.settle();
        assertNull(agent.bundle("a"));
        assertNull(agent.bundle("b"));
    }

    @Test
    void allOrNothing() throws IOException, InvalidSyntaxException {
        drop("f.feature.json", "\"g:a:1\", \"g:bad:1\"", "\"p\": {\"n\": 1}");
        agent.settle();
        assertNull(agent.bundle("a"));
        assertNull(agent.bundle("bad"));
        assertNull(configuration("p"));
        assertTrue(detail("f.feature.json").contains("taken out again"), detail("f.feature.json"));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        drop("f.feature.json", "\"g:none:1\"", "");
        Files.writeString(agent.deployed("g.feature.json"), "{\n\"id\": 7}");
        agent.settle();
        assertTrue(detail("f.feature.json").contains("needs g:none:1, which is neither at"), detail("f.feature.json"));
        assertEquals("g.feature.json:2: id: a text is needed here", detail("g.feature.json"));
    }

    @Test
    void aConfigurationChangedByHandIsLeftAlone() throws IOException, InvalidSyntaxException {
        drop("f.feature.json", "", "\"p\": {\"n\": 1}, \"other\": {\"n\": 1}");
        var mine = new Hashtable<>(Map.<String, Object>of("n", 7));
        agent.admin().getConfiguration("other", "?").update(mine);
        agent.settle();
        assertEquals(7, configuration("other").getProperties().get("n"));
        var changed = configuration("p").getProperties();
        changed.put("n", 9L);
        configuration("p").update(changed);
        drop("f.feature.json", "", "\"p\": {\"n\": 2}, \"other\": {\"n\": 2}");
        agent.settle();
        assertEquals(9L, configuration("p").getProperties().get("n"));
        Files.delete(agent.deployed("f.feature.json"));
        agent.settle();
        assertNotNull(configuration("p"));
        assertNotNull(configuration("other"));
    }

    @Test
    void configurationsOfFeaturesThatAreNoMoreGo() throws IOException, InvalidSyntaxException {
        var configurations = new FeatureConfigurations(agent.admin());
        configurations.apply("g:demo", Map.of("demo", Map.of("names", new String[] {"a", "b"})));
        configurations.apply("g:core", Map.of("core", Map.of("n", 1)));
        configurations.withdrawAllBut(Set.of("g:core"));
        assertNull(configuration("demo"));
        assertNotNull(configuration("core"));
    }
}
