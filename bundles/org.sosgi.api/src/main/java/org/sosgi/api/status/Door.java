package org.sosgi.api.status;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A socket that is open to others.
 *
 * @param purpose what it is for, in a few words: {@code log events}, {@code metrics}
 * @param protocol of the transport
 * @param address it is bound to; {@code 0.0.0.0} or {@code ::} for all of the machine
 * @param port 1 to 65535
 * @param tls whether what passes is encrypted
 * @param guards what keeps strangers out; none for a door that is open to whoever reaches the address
 * @param setting the key or PID that says so, for whoever wants to change it: {@code prometheus.port}
 */
public record Door(
        String purpose,
        Protocol protocol,
        InetAddress address,
        int port,
        boolean tls,
        Set<Guard> guards,
        String setting) {

    /** How one gets to it. */
    public enum Protocol {
        TCP,
        UDP
    }

    /** What somebody needs to get in. */
    public enum Guard {
        /** An address that is on a list. */
        ALLOW_LIST,
        /** A secret that is sent with each request. */
        TOKEN,
        /** A certificate of a certain authority. */
        CLIENT_CERTIFICATE,
        /** A user's name and password. */
        LOGIN
    }

    public Door {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(address);
        Objects.requireNonNull(setting);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 1 to 65535, not " + port);
        }
        guards = guards.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(guards));
    }

    /** Returns whether it can be reached from other machines and nothing keeps strangers out. */
    public boolean unguarded() {
        return guards.isEmpty() && !address.isLoopbackAddress();
    }
}
