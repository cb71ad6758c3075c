package org.sosgi.simulator.site;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a {@link SenseSite} shall be like. One thread. */
public final class SenseSiteBuilder {

    private static final int MOST_NODES = 1_000;

    private final Credentials server;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final List<Extra> extras = new ArrayList<>();
    private List<String> addresses = List.of("127.0.0.1");
    private Content content;
    private int requests = 10_000;

    /** A port besides those that all nodes have. */
    record Extra(Service service, String address, int port) {}

    SenseSiteBuilder(Credentials server) {
        this.server = server;
    }

    /** Sets where the nodes are; without it there is one, on 127.0.0.1. */
    public SenseSiteBuilder addresses(String... addresses) {
        this.addresses = List.of(addresses);
        return this;
    }

    /** Sets as many nodes on 127.0.0.1, 127.0.0.2 and so on. */
    public SenseSiteBuilder nodes(int count) {
        return addresses(loopback(count));
    }

    /** Returns the addresses of as many nodes on this machine: 127.0.0.1, 127.0.0.2 … 127.0.1.1 … */
    public static String[] loopback(int count) {
        if (count < 1 || count > MOST_NODES) {
            throw new IllegalArgumentException("there can be 1 to " + MOST_NODES + " nodes, not " + count);
        }
        return IntStream.range(0, count)
                .mapToObj(i -> "127.0." + i / 250 + "." + (i % 250 + 1))
                .toArray(String[]::new);
    }

    /** Sets the port of a service, the same on all addresses; without it, or 0, one that is free. */
    public SenseSiteBuilder port(Service service, int port) {
        ports.put(service, port);
        return this;
    }

    /** Adds a port besides those, where the machine has not addresses enough to tell nodes apart. */
    public SenseSiteBuilder also(Service service, String address, int port) {
        extras.add(new Extra(service, address, port));
        return this;
    }

    /** Sets what services say by themselves; without it, what an invented company's site says. */
    public SenseSiteBuilder content(Content content) {
        this.content = content;
        return this;
    }

    /** Sets how many requests are kept, the latest; without it 10,000. */
    public SenseSiteBuilder requests(int most) {
        requests = most;
        return this;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException if a port is taken, or the certificate is of no use
     */
    public SenseSite start() throws IOException {
        return SenseSite.start(this);
    }

    Credentials server() {
        return server;
    }

    List<String> addresses() {
        return addresses;
    }

    int port(Service service) {
        return ports.getOrDefault(service, 0);
    }

    List<Extra> extras() {
        return List.copyOf(extras);
    }

    Content content() {
        return content == null ? Content.invented(1) : content;
    }

    int requests() {
        return requests;
    }
}
