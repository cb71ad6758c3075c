package org.sosgi.qlik.access;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sosgi.api.qlik.SenseRequest;
import org.sosgi.api.qlik.SenseService;
import org.sosgi.simulator.site.Authority;
import org.sosgi.simulator.site.KeyFormat;
import org.sosgi.simulator.site.KeyKind;
import org.sosgi.tls.testkit.RecordedLogs;

/** Passphrase, key and headers get nowhere, whatever happens. */
@Timeout(60)
class SecretsTest {

    private static final List<String> SECRETS = List.of("p4ss-s3cret", "h3ader-s3cret", "answ3r-s3cret");

    @TempDir
    Path folder;

    private final List<Object> told = new ArrayList<>();

    private void poll(Polls polls, SenseRequest request) {
        told.add(request);
        try {
            polls.poll(request);
        } catch (IOException e) {
            told.add(RecordedLogs.text(e));
        }
        polls.errors.forEach(error -> told.add(error + RecordedLogs.text(error.cause())));
        told.addAll(polls.events);
        told.addAll(polls.access.reports());
    }

    @Test
    void areNowhere() throws Exception {
        var trust = new MutualTrust(folder);
        Authority.create("Site", KeyKind.EC)
                .client()
                .key(KeyKind.EC)
                .issue()
                .writeTo(folder, "client", KeyFormat.pkcs1("p4ss-s3cret"));
        String key = Files.readString(folder.resolve("client_key.pem"))
                .lines()
                .skip(4)
                .findFirst()
                .orElseThrow();
        List<String> secrets = new ArrayList<>(SECRETS);
        secrets.add(key);
        var headers = Map.of("X-Secret", "h3ader-s3cret", "Authorization", "Basic h3ader-s3cret");
        try (var logs = RecordedLogs.start();
                var good = trust.site(Site.replying(200, "answ3r-s3cret"));
                var bad = trust.site(Site.replying(401, "h3ader-s3cret answ3r-s3cret"));
                var away =
                        trust.site(Site.replying(302, "", "Location", "https://elsewhere.example/?t=answ3r-s3cret"))) {
            Settings settings = trust.settings();
            for (Settings each : List.of(
                    settings.passphrase("p4ss-s3cret"),
                    settings.passphrase("p4ss-s3cret").unverified(),
                    settings.passphrase("p4ss-s3cret-wrong"),
                    settings)) {
                try (var polls = new Polls(each)) {
                    for (SenseService service : SenseService.values()) {
                        poll(polls, good.request(service, "127.0.0.1", "/", headers));
                        poll(polls, bad.request(service, "127.0.0.1", "/", headers));
                        poll(polls, away.request(service, "127.0.0.1", "/", headers));
                    }
                }
            }
            assertFalse(logs.lines().isEmpty(), "nothing is recorded at all");
            logs.assertWithout(secrets, told.toArray());
        }
    }
}
