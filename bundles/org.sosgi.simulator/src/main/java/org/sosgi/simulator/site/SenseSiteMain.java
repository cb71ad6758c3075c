package org.sosgi.simulator.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A site in a process of its own, for who measures another process and wants no load in it. {@link #USAGE} tells how. */
public final class SenseSiteMain {

    static final String USAGE = """
            usage: SenseSiteMain --certs DIR [--nodes N | --addresses A,B,…] [--engine-port N] [--proxy-port N] [--repository-port N]
                                 [--seed N | --still] [--ec] [--stay]
              --certs DIR   root.pem, server.pem, server_key.pem; made, with client.pem and client_key.pem, if they are not there
              --nodes N     nodes on 127.0.0.1, 127.0.0.2 …; without it one
              --…-port N    as installed if not told: 4747, 4243, 4242; 0 for one that is free
              --seed N      which invented company it is; --still: the same healthy engine without apps at all times
              --ec          if certificates are made, with EC keys, which are quicker than RSA ones
              --stay        go on when the input ends; without it that is the end
            It prints one line that begins with "ready" when it listens. Then it reads lines: a scenario (JSON) replaces the script,
            "clear" ends it, "requests" prints those since the last time, "count" how many there were, "quit" ends. Each line is
            answered by one that begins with "ok" or "error".""";

    private final SenseSite site;
    private final PrintStream out;

    private SenseSiteMain(SenseSite site, PrintStream out) {
        this.site = site;
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        SenseSiteOptions options;
        try {
            options = SenseSiteOptions.of(List.of(args));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        try (SenseSite site = start(options)) {
            out.println("ready engine=" + site.port(Service.ENGINE) + " proxy=" + site.port(Service.PROXY) + " qrs="
                    + site.port(Service.REPOSITORY) + " nodes="
                    + options.addresses().size() + " pid="
                    + ProcessHandle.current().pid());
            boolean quit = new SenseSiteMain(site, out)
                    .obey(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
            if (!quit && options.stay()) {
                new CountDownLatch(1).await();
            }
        }
    }

    private static SenseSite start(SenseSiteOptions options) throws IOException, GeneralSecurityException {
        Credentials server = new CertificateFolder(Path.of(options.certs()), options.ec() ? KeyKind.EC : KeyKind.RSA)
                .server(options.addresses());
        return SenseSite.with(server)
                .addresses(options.addresses().toArray(String[]::new))
                .port(Service.ENGINE, options.enginePort())
                .port(Service.PROXY, options.proxyPort())
                .port(Service.REPOSITORY, options.repositoryPort())
                .content(options.still() ? Content.still() : Content.invented(options.seed()))
                .start();
    }

    /** @return true if it was told to quit; false if the input ended */
    private boolean obey(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("quit")) {
                return true;
            }
            if (!line.isBlank()) {
                out.println(answer(line.strip()));
            }
        }
        return false;
    }

    private String answer(String line) {
        try {
            switch (line) {
                case "clear" -> site.clear();
                case "count" -> {
                    return "ok " + site.requestCount();
                }
                case "requests" -> {
                    String requests = Requests.json(site.requests());
                    site.forgetRequests();
                    return "ok " + requests;
                }
                default -> site.apply(line);
            }
            return "ok " + site.script().size();
        } catch (IOException e) {
            return "error " + e.getMessage().replaceAll("\\s+", " ");
        }
    }
}
