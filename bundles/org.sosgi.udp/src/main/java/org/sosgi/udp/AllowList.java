package org.sosgi.udp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources an endpoint takes datagrams from: addresses, networks ({@code 10.1.0.0/16}, {@code fd00::/8}) and host names.
 *
 * <p>Fails closed: an entry that cannot be read or resolved lets nobody in. Names are resolved by {@link #resolve}, which the owner
 * calls at the beginning and from time to time on a thread that may wait; until then, and after a failure, the addresses found last
 * count. An IPv4 address that is written or arrives as IPv6 ({@code ::ffff:10.1.2.3}) is the IPv4 address: {@link InetAddress} sees to it.
 *
 * <p>UDP sources can be forged. This keeps out mistakes, not attackers on the same network.
 */
final class AllowList {

    private static final Logger LOG = LoggerFactory.getLogger(AllowList.class);

    /** How a host name becomes addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    private final String endpoint;
    private final Resolver resolver;
    private final List<Network> literals = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, List<Network>> names = new HashMap<>();
    private volatile Verdicts verdicts;

    AllowList(String endpoint, List<String> entries, Resolver resolver) {
        this.endpoint = endpoint;
        this.resolver = resolver;
        for (String entry : entries) {
            String text = entry.strip();
            if (!Network.isLiteral(text)) {
                names.put(text, List.of());
            } else {
                try {
                    literals.add(Network.of(text));
                } catch (IllegalArgumentException e) {
                    unreadable.add(text);
                    LOG.error(
                            "UDP endpoint {}: allowed source \"{}\" lets nobody in: {}",
                            endpoint,
                            text,
                            e.getMessage());
                }
            }
        }
        publish();
    }

    private void publish() {
        List<Network> all = new ArrayList<>(literals);
        names.values().forEach(all::addAll);
        verdicts = new Verdicts(List.copyOf(all));
    }

    /** Whether there are names, so that {@link #resolve} is worth calling. */
    boolean hasNames() {
        return !names.isEmpty();
    }

    /** Looks up all names; may take long. Call it from one thread only. */
    void resolve() {
        for (Map.Entry<String, List<Network>> name : names.entrySet()) {
            List<Network> found = new ArrayList<>();
            try {
                for (InetAddress address : resolver.resolve(name.getKey())) {
                    found.add(Network.of(address));
                }
            } catch (UnknownHostException e) {
                LOG.error(
                        "UDP endpoint {}: allowed source \"{}\" cannot be resolved; {}",
                        endpoint,
                        name.getKey(),
                        name.getValue().isEmpty() ? "it lets nobody in" : "its former addresses stay allowed");
                continue;
            }
            name.setValue(List.copyOf(found));
        }
        publish();
    }

    /** Returns in one line what is wrong with the list, or an empty text. */
    String problem() {
        if (verdicts.networks.isEmpty()) {
            return "source validation is on, but no allowed source is known: every datagram is dropped";
        }
        return unreadable.isEmpty() ? "" : "allowed sources that cannot be read: " + String.join(", ", unreadable);
    }

    boolean admits(InetAddress source) {
        return verdicts.admits(source);
    }

    /** The networks of one moment, and the last answer: the same few sources ask again and again. */
    private static final class Verdicts {

        private final List<Network> networks;
        private volatile Verdict last = new Verdict(null, false);

        private record Verdict(InetAddress source, boolean admitted) {}

        Verdicts(List<Network> networks) {
            this.networks = networks;
        }

        boolean admits(InetAddress source) {
            Verdict known = last;
            if (source == known.source) {
                return known.admitted;
            }
            byte[] address = source.getAddress();
            boolean admitted = false;
            for (int i = 0; i < networks.size() && !admitted; i++) {
                admitted = networks.get(i).contains(address);
            }
            last = new Verdict(source, admitted);
            return admitted;
        }
    }
}
