package org.sosgi.network;

import java.net.InetAddress;
import java.util.List;

/** The networks of one moment, and the last answer: the same few sources ask again and again, often with the same object. */
final class Verdicts {

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
        byte[] address = Network.plain(source.getAddress());
        boolean admitted = false;
        for (int i = 0; i < networks.size() && !admitted; i++) {
            admitted = networks.get(i).contains(address);
        }
        last = new Verdict(source, admitted);
        return admitted;
    }
}
