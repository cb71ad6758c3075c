package org.sosgi.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

final class ApplierTest {

    private static final Pid LOG = Pid.of("org.sosgi.udp", "log");
    private static final Pid ENGINE = Pid.of("org.sosgi.qlik.logevents.engine");

    private static final Secrets NO_SECRETS = Secrets.of(Section.of(null));

    @TempDir
    private Path directory;

    private FelixWithConfigAdmin felix;
    private ConfigurationAdmin admin;
    private Applier applier;

    @BeforeEach
    void startFelix() throws BundleException {
        felix = new FelixWithConfigAdmin(directory.resolve("felix"));
        admin = felix.admin();
        applier = newApplier();
    }

    @AfterEach
    void stopFelix() throws Exception {
        felix.close();
    }

    private Applier newApplier() {
        return new Applier(admin, new Ledger(directory.resolve("ledger")));
    }

    private Applier.Changes apply(Map<Pid, Map<String, Object>> wanted) throws IOException {
        return applier.apply(wanted, NO_SECRETS);
    }

    /** As after a restart. */
    private Applier.Changes reapply(Map<Pid, Map<String, Object>> wanted) throws IOException {
        return newApplier().apply(wanted, NO_SECRETS);
    }

    @Test
    void makesWhatIsThereAndRemovesWhatIsGone() throws IOException {
        apply(Map.of(LOG, Map.of("port", 9996, "allowed_sources", new String[] {"a", "b"}), ENGINE, Map.of()));
        assertEquals(9996, properties(LOG).get("port"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) properties(LOG).get("allowed_sources"));
        assertEquals("org.sosgi.udp", properties(LOG).get(ConfigurationAdmin.SERVICE_FACTORYPID));
        assertEquals("file", properties(ENGINE).get(Applier.ORIGIN));

        var changes = apply(Map.of(ENGINE, Map.of()));
        assertNull(properties(LOG));
        assertEquals(List.of("removed org.sosgi.udp~log"), changes.done());
    }

    @Test
    void takesAwaySourcesBeforeWhatFiltersThem() throws IOException {
        Map<Pid, Map<String, Object>> all = new LinkedHashMap<>();
        for (String pid : List.of(
                "org.sosgi.sink.file",
                "org.sosgi.process.excludeusers",
                "org.sosgi.process.categorise",
                "org.sosgi.qlik.userevents",
                "org.sosgi.qlik.logevents.engine")) {
            all.put(Pid.of(pid), Map.of());
        }
        all.put(LOG, Map.of("port", 9996));
        apply(all);
        assertEquals(
                List.of(
                        "removed org.sosgi.udp~log",
                        "removed org.sosgi.qlik.logevents.engine",
                        "removed org.sosgi.qlik.userevents",
                        "removed org.sosgi.process.categorise",
                        "removed org.sosgi.process.excludeusers",
                        "removed org.sosgi.sink.file"),
                apply(Map.of()).done());
    }

    @Test
    void touchesOnlyWhatDiffersAndTellsIt() throws IOException {
        apply(Map.of(LOG, Map.of("port", 9996, ".token", "s3cret", "old", 1), ENGINE, Map.of()));
        long engineBefore = find(ENGINE).getChangeCount();

        var changes = reapply(Map.of(LOG, Map.of("port", 9997, ".token", "t0ken"), ENGINE, Map.of()));
        assertEquals(
                List.of(
                        "changed org.sosgi.udp~log .token: ********** -> **********",
                        "changed org.sosgi.udp~log old: 1 -> (none)",
                        "changed org.sosgi.udp~log port: 9996 -> 9997"),
                changes.done());
        assertEquals(engineBefore, find(ENGINE).getChangeCount());

        assertTrue(reapply(Map.of(LOG, Map.of("port", 9997, ".token", "t0ken"), ENGINE, Map.of()))
                .done()
                .isEmpty());
    }

    @Test
    void whatCameFromOutsideTheFileIsNotToldEvenAfterwards() throws IOException {
        Secrets secrets = secrets("host.example.com");
        applier.apply(Map.of(LOG, Map.of("url", "http://host.example.com:80", "port", 1)), secrets);
        assertArrayEquals(new String[] {"url"}, (String[]) properties(LOG).get(Applier.SECRETS));

        var changes = reapply(Map.of(LOG, Map.of("url", "http://other:80", "port", 2)));
        assertEquals(
                List.of(
                        "changed org.sosgi.udp~log port: 1 -> 2",
                        "changed org.sosgi.udp~log url: ********** -> **********"),
                changes.done());
        assertNull(properties(LOG).get(Applier.SECRETS));
        changes = reapply(Map.of(LOG, Map.of("url", "http://third:80", "port", 2)));
        assertEquals(
                List.of("changed org.sosgi.udp~log url: \"http://other:80\" -> \"http://third:80\""), changes.done());
        changes = newApplier().apply(Map.of(LOG, Map.of("url", "http://host.example.com", "port", 2)), secrets);
        assertEquals(List.of("changed org.sosgi.udp~log url: ********** -> **********"), changes.done());
    }

    private static Secrets secrets(String text) {
        return Secrets.of(new Section(new Node.Mapping(1, Map.of("key", new Node.Scalar(1, text, true)))));
    }

    @Test
    void whatAHandAddedStaysUntilTheFileSpeaksAndThenTheFileCountsAsAWhole() throws IOException {
        apply(Map.of(LOG, Map.of("port", 9996)));
        find(LOG).update(dictionary(Map.of("port", 9996, "queue_events", 7)));
        reapply(Map.of(LOG, Map.of("port", 9996)));
        assertEquals(7, properties(LOG).get("queue_events"));

        var changes = reapply(Map.of(LOG, Map.of("port", 9998)));
        assertEquals(9998, properties(LOG).get("port"));
        assertNull(properties(LOG).get("queue_events"), "the default again");
        assertTrue(changes.done().contains("changed org.sosgi.udp~log queue_events: 7 -> (none)"), changes::toString);
    }

    @Test
    void leavesAloneWhatSomebodyElseMade() throws IOException {
        Configuration foreign = admin.getFactoryConfiguration("org.sosgi.udp", "log", "?");
        foreign.update(dictionary(Map.of("port", 1)));

        var changes = apply(Map.of(LOG, Map.of("port", 9996)));
        assertEquals(1, properties(LOG).get("port"));
        assertEquals(
                List.of(
                        "org.sosgi.udp~log was made by somebody else and stays as it is; what the file says is applied when"
                                + " that is deleted"),
                changes.refused());
        apply(Map.of());
        assertEquals(1, properties(LOG).get("port"));
    }

    @Test
    void appliesWhatWasInTheWayOnceThatIsDeleted() throws IOException {
        Configuration byHand = admin.getFactoryConfiguration("org.sosgi.udp", "log", "?");
        byHand.update(dictionary(Map.of("port", 1)));
        Configuration byFeature = admin.getConfiguration(ENGINE.toString(), "?");
        byFeature.update(dictionary(Map.of("sosgi.feature", "org.sosgi:demo")));
        var changes = apply(Map.of(LOG, Map.of("port", 9996), ENGINE, Map.of()));
        assertTrue(
                changes.refused().stream().anyMatch(line -> line.contains("by the feature org.sosgi:demo")),
                changes::toString);
        assertEquals(List.of(), applier.applyMissing().done());
        assertEquals(1, properties(LOG).get("port"));

        byHand.delete();
        assertEquals(List.of("added " + LOG), applier.applyMissing().done());
        assertEquals(9996, properties(LOG).get("port"));
        byFeature.delete();
        assertEquals(List.of("added " + ENGINE), applier.applyMissing().done());
        find(ENGINE).delete();
        assertEquals(List.of("added " + ENGINE), applier.applyMissing().done(), "so a cfg that lay over it");
        assertEquals(
                List.of("removed " + LOG, "removed " + ENGINE),
                reapply(Map.of()).done(),
                "it is the file's, also after a restart");
    }

    @Test
    void forgetsWhatTheFileNoLongerWants() throws IOException {
        Configuration byHand = admin.getFactoryConfiguration("org.sosgi.udp", "log", "?");
        byHand.update(dictionary(Map.of("port", 1)));
        apply(Map.of(LOG, Map.of("port", 9996)));
        apply(Map.of());
        byHand.delete();
        assertEquals(List.of(), applier.applyMissing().done());
        assertNull(find(LOG));
    }

    @Test
    void keepsAChangeMadeByHandUntilTheFileChangesThatVeryConfiguration() throws IOException {
        apply(Map.of(LOG, Map.of("port", 9996), ENGINE, Map.of()));
        // Without the mark, as an editor may leave it.
        find(LOG).update(dictionary(Map.of("port", 5)));

        apply(Map.of(LOG, Map.of("port", 9996), ENGINE, Map.of("other", true)));
        assertEquals(5, properties(LOG).get("port"));
        reapply(Map.of(LOG, Map.of("port", 9996)));
        assertEquals(5, properties(LOG).get("port"), "also after a restart");

        reapply(Map.of(LOG, Map.of("port", 9997)));
        assertEquals(9997, properties(LOG).get("port"));
    }

    @Test
    void makesAgainWhatWasDeletedByHand() throws IOException {
        apply(Map.of(LOG, Map.of("port", 9996)));
        find(LOG).delete();
        apply(Map.of(LOG, Map.of("port", 9996)));
        assertEquals(9996, properties(LOG).get("port"));
    }

    @Test
    void appliesInTheOrderOfTheMap() throws IOException {
        Map<Pid, Map<String, Object>> wanted = new LinkedHashMap<>();
        wanted.put(ENGINE, Map.of());
        wanted.put(LOG, Map.of("port", 1));
        wanted.put(Pid.of("a"), Map.of());
        assertEquals(
                List.of("added " + ENGINE, "added " + LOG, "added a"),
                apply(wanted).done());
        assertFalse(applier.applied() != 3);
    }

    private Configuration find(Pid pid) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + pid + ")");
            return found == null ? null : found[0];
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Dictionary<String, Object> properties(Pid pid) throws IOException {
        Configuration found = find(pid);
        return found == null ? null : found.getProperties();
    }

    private static Dictionary<String, Object> dictionary(Map<String, Object> map) {
        return new Hashtable<>(map);
    }
}
