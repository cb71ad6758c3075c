package org.sosgi.simulator.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SenseSiteMainTest {

    @TempDir
    Path folder;

    private Process process;
    private BufferedReader out;
    private Writer in;

    @Test
    void playsASiteInAProcessOfItsOwn() throws Exception {
        start(
                "--certs",
                folder.toString(),
                "--nodes",
                "2",
                "--engine-port",
                "0",
                "--proxy-port",
                "0",
                "--repository-port",
                "0");
        try {
            String ready = out.readLine();
            var engine = Pattern.compile("ready engine=(\\d+) .*nodes=2 .*").matcher(ready);
            assertTrue(engine.matches(), ready);
            var browser = new Browser(Credentials.read(folder, "client"));
            String health = "https://127.0.0.2:" + engine.group(1) + "/engine/healthcheck";
            assertEquals(200, browser.get(health).statusCode());
            assertEquals("ok 1", tell("{\"engine/127.0.0.2\":{\"status\":503}}"));
            assertEquals(503, browser.get(health).statusCode());
            assertTrue(tell("{\"engine\"").startsWith("error "), "broken JSON was taken");
            assertEquals("ok 2", tell("count"));
            assertTrue(tell("requests").contains("\"uri\":\"/engine/healthcheck\""));
            assertEquals("ok 0", tell("clear"));
            assertEquals(200, browser.get(health).statusCode());
        } finally {
            in.close();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on without input");
        }
        assertEquals(0, process.exitValue());
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        start("--certs", folder.toString(), "--nods", "2");
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(2, process.exitValue());
        String said = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(said.contains("there is no option --nods"), said);
    }

    @Test
    void makesCertificatesAnewOnlyWhenTheyDoNotFit() throws Exception {
        var certificates = new CertificateFolder(folder);
        var first = certificates.server(List.of("127.0.0.1", "127.0.0.2"));
        assertEquals(first, certificates.server(List.of("127.0.0.2")));
        var second = certificates.server(List.of("127.0.0.2", "127.0.0.3"));
        assertTrue(!second.equals(first), "127.0.0.3 is not covered");
        second.certificate().verify(Credentials.read(folder, "client").root().getPublicKey());
    }

    private void start(String... args) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SenseSiteMain.class.getName()));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).start();
        out = process.inputReader();
        in = process.outputWriter();
    }

    private String tell(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
        return out.readLine();
    }
}
