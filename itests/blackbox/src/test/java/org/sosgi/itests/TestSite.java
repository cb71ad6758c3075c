package org.sosgi.itests;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.Content;
import org.sosgi.simulator.site.Credentials;
import org.sosgi.simulator.site.SenseSite;
import org.sosgi.simulator.site.Service;

/**
 * The site of the captures: three nodes, of which the original saw 127.0.0.1, 127.0.0.2 and 127.0.0.3. Here they are on other addresses
 * of this machine, so that their ports, which a configuration cannot change for all services, are free.
 */
final class TestSite implements AutoCloseable {

    private static final String ORIGINAL = "127.0.0.";
    private static final String ANY_REPOSITORY = "qrs/*";
    private static final int NODES = 3;

    private final String prefix;
    private final Path certificates;
    private final Authority authority;
    private final SenseSite site;
    private final NodeSite captured;
    private Object apps;
    private boolean otherApps;

    private TestSite(String prefix, Path certificates, Authority authority, SenseSite site, NodeSite captured) {
        this.prefix = prefix;
        this.certificates = certificates;
        this.authority = authority;
        this.site = site;
        this.captured = captured;
    }

    /** @param certificates a folder for what the site and the agent need */
    static TestSite start(Path certificates) throws IOException, GeneralSecurityException {
        return start(certificates, NODES);
    }

    /** Starts the site of the captures, the program in that file, instead of our own. */
    static TestSite captured(Path script, Path certificates) throws Exception {
        String prefix = freePrefix();
        var authority = Authority.create("Test-CA");
        authority.export(certificates, addresses(prefix));
        return new TestSite(prefix, certificates, authority, null, NodeSite.start(script, certificates, prefix + 1));
    }

    /** @param named how many of the nodes the site's certificate is for */
    static TestSite start(Path certificates, int named) throws IOException, GeneralSecurityException {
        String prefix = freePrefix();
        var authority = Authority.create("Test-CA");
        Credentials server = authority.export(certificates, Arrays.copyOf(addresses(prefix), named));
        SenseSite site = SenseSite.with(server)
                .addresses(addresses(prefix))
                .port(Service.ENGINE, Service.ENGINE.port())
                .port(Service.PROXY, Service.PROXY.port())
                .port(Service.REPOSITORY, Service.REPOSITORY.port())
                .content(Content.still())
                .start();
        return new TestSite(prefix, certificates, authority, site, null);
    }

    private static String[] addresses(String prefix) {
        String[] addresses = new String[NODES];
        for (int i = 0; i < NODES; i++) {
            addresses[i] = prefix + (i + 1);
        }
        return addresses;
    }

    /** Returns the beginning of addresses of this machine on which nobody else plays a site. */
    static String freePrefix() throws IOException {
        for (int i = 0; i < 100; i++) {
            String prefix = "127." + ThreadLocalRandom.current().nextInt(1, 255) + "."
                    + ThreadLocalRandom.current().nextInt(0, 255) + ".";
            try (var probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(prefix + 1, Service.REPOSITORY.port()));
                return prefix;
            } catch (IOException e) {
                // Somebody is there; try another.
            }
        }
        throw new IOException("no address of this machine has port " + Service.REPOSITORY.port() + " free");
    }

    Authority authority() {
        return authority;
    }

    /** Puts the addresses and certificates of this site into a configuration of the captures. */
    String in(String yaml) {
        return yaml.replaceAll("127\\.0\\.0\\.(\\d:(?:4747|4243))", prefix + "$1")
                .replace("hostIP: 127.0.0.1", "hostIP: " + prefix + "1")
                .replaceAll("(clientCert\\w*: )cert/", "$1" + certificates + "/");
    }

    /** Plays a scenario of the captures. */
    void play(String scenario) throws IOException, InterruptedException {
        String here = scenario.replace(ORIGINAL, prefix);
        if (captured == null) {
            site.apply(here);
        } else {
            captured.play(here);
        }
        Object before = apps;
        apps = JSON.std.mapFrom(here).get(ANY_REPOSITORY);
        otherApps = !Objects.equals(before, apps);
    }

    /** Returns whether the repository answers otherwise than in the scenario before. */
    boolean playsOtherApps() {
        return otherApps;
    }

    /** Has the repository know these apps, a JSON array. */
    void appNames(String apps) throws IOException {
        site.apply("{\"qrs/*\":{\"status\":200,\"json\":" + apps + "}}");
    }

    /** Returns a line as it would be had the nodes the addresses of the captures. */
    String original(String line) {
        return line.replace(prefix, ORIGINAL);
    }

    @Override
    public void close() {
        if (captured == null) {
            site.close();
        } else {
            captured.close();
        }
    }
}
