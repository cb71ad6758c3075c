package org.sosgi.setup.probe;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.http.ErrorCategory;
import org.sosgi.http.Http;
import org.sosgi.http.HttpSettings;
import org.sosgi.http.Reply;
import org.sosgi.http.Request;
import org.sosgi.http.Trust;

/** Looks whether an InfluxDB is there, and lets us in. Reads only; nothing is made and nothing is written. */
public final class InfluxProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\w+)*");

    private final InfluxTarget target;
    private final ServerClocks clocks;

    private InfluxProbe(InfluxTarget target, ServerClocks clocks) {
        this.target = target;
        this.clocks = clocks;
    }

    public static List<Finding> look(InfluxTarget target, ServerClocks clocks) {
        return new InfluxProbe(target, clocks).look();
    }

    private List<Finding> look() {
        String what = "influxdb " + target;
        try {
            HttpSettings settings = HttpSettings.of("influxdb", TIMEOUT)
                    .withBodyLimit(1 << 20)
                    .withTls(Trust.configured(
                            target.ca() == null ? "" : target.ca().toString(), target.verify()))
                    .withLeastTls(target.leastTls());
            List<Finding> found = new ArrayList<>();
            // As the sink: whoever answers is believed, if a person has said so.
            try (var http = new Http(target.verify() ? settings : settings.withoutHostNames())) {
                found.add(reached(http, what));
                found.add(access(http, what + " " + target.place()));
            }
            return found;
        } catch (IOException e) {
            return List.of(Finding.fail(what, String.valueOf(e.getMessage()), next(e)));
        }
    }

    private Finding reached(Http http, String what) throws IOException {
        long start = System.nanoTime();
        Reply reply = send(http, "/ping");
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        clocks.saw(target.url().getHost(), reply, Instant.now());
        String version = version(reply);
        String detail = "answers in " + millis + " ms" + (version.isEmpty() ? "" : ", InfluxDB " + version);
        if (!version.isEmpty() && !version.split("\\.")[0].equals(String.valueOf(target.version()))) {
            return Finding.warn(
                    what,
                    detail + ", though version " + target.version() + " is configured",
                    "set influxdbConfig.version to that of the server");
        }
        boolean known = reply.status() / 100 == 2 || reply.status() == 401 || reply.status() == 403;
        return known
                ? Finding.ok(what, detail)
                : Finding.warn(what, detail + ", but HTTP " + reply.status() + " to a ping", "check host and port");
    }

    private static String version(Reply reply) {
        String told = reply.header("X-Influxdb-Version");
        if (told == null) {
            told = read(reply) instanceof Map<?, ?> body && body.get("version") instanceof String text ? text : "";
        }
        Matcher digits = VERSION.matcher(told);
        return digits.find() ? digits.group() : "";
    }

    private Finding access(Http http, String what) throws IOException {
        Reply reply = send(
                http,
                switch (target.version()) {
                    case 1 -> "/query?q=" + encode("show databases");
                    case 2 -> "/api/v2/buckets?org=" + encode(target.org()) + "&name=" + encode(target.database());
                    default -> "/api/v3/configure/database?format=json";
                });
        int status = reply.status();
        if (status == 401) {
            return Finding.fail(
                    what, "the server does not accept our " + credentials() + " (HTTP 401)", credentialStep());
        }
        if (status == 403) {
            return Finding.warn(
                    what,
                    "the server knows us, but does not let us look at it (HTTP 403)",
                    "see that we may write to the " + target.place() + ", and that it is there");
        }
        if (status == 404 && target.version() == 2 && reply.text().contains("organization")) {
            return Finding.fail(
                    what,
                    "there is no organisation " + target.org() + " that our token may see",
                    "correct influxdbConfig.v2Config.org, or take a token of that organisation");
        }
        if (status == 200 || status == 404 && target.version() == 2) {
            String is = there(read(reply)) ? "is there" : "is not to be seen; the agent makes it if it may";
            return Finding.ok(what, (target.authorization() == null ? "" : "let in; ") + is);
        }
        return Finding.ok(what, "not looked at: the server tells nothing of it (HTTP " + status + ")");
    }

    private boolean there(Object answer) {
        // [["senseops"]], {"buckets":[{"name":"sense"}]}, [{"iox::database":"sense"}]: the name is one of the texts.
        if (answer instanceof Map<?, ?> members) {
            return members.values().stream().anyMatch(this::there);
        }
        if (answer instanceof List<?> items) {
            return items.stream().anyMatch(this::there);
        }
        return target.database().equals(answer);
    }

    private String credentials() {
        if (target.authorization() == null) {
            return "request without credentials";
        }
        return target.version() == 1 ? "user name and password" : "token";
    }

    private String credentialStep() {
        return target.version() == 1
                ? "correct influxdbConfig.v1Config.auth, and what its password refers to"
                : "make a token that may read and write the " + target.place()
                        + ", and put it where the configuration refers to";
    }

    private Reply send(Http http, String path) throws IOException {
        Request request = Request.get(URI.create(target.url().toString().replaceAll("/+$", "") + path));
        String authorization = target.authorization();
        return http.send(authorization == null ? request : request.with("Authorization", authorization));
    }

    private static Object read(Reply reply) {
        try {
            return reply.body().length == 0 ? null : JSON.std.anyFrom(reply.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String next(IOException e) {
        String port = "TCP " + target.url().getPort() + " from this machine to "
                + target.url().getHost();
        return switch (ErrorCategory.of(e)) {
            case HOST_NOT_FOUND -> "correct influxdbConfig.host, or make the name known to this machine";
            case CONNECTION_REFUSED -> "start InfluxDB, check influxdbConfig.port, open " + port + " in the firewalls";
            case TIMEOUT -> "open " + port + " in the firewalls; see that the server is up";
            case CERTIFICATE_ERROR -> "check influxdbConfig.tls, and caFile: who has issued the server's certificate";
            default -> "check influxdbConfig: host, port, tls";
        };
    }
}
