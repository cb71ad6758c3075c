package org.sosgi.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a door lets in: addresses, networks ({@code 10.1.0.0/16}, {@code fd00::/8}) and host names.
 *
 * <p>Fails closed: an entry that cannot be read or resolved lets nobody in, an empty list neither. Names are resolved by {@link
 * #resolve}, which a {@link Refresher} calls; until then, and after a failure, whatever the resolver throws, the addresses found last
 * count. Only a list that was made to fail open lets everybody in while it knows no source at all.
 *
 * <p>Safe for use by several threads; {@link #resolve} for one.
 */
public final class AllowList {

    private static final Logger LOG = LoggerFactory.getLogger(AllowList.class);

    /** How a host name becomes addresses. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }

    /** What a list as a whole does at a moment. */
    private enum Mode {
        /** Its names have not been looked up yet: nobody comes in. */
        WAITING,
        LISTED,
        NOBODY,
        EVERYBODY
    }

    /** A host name and what is known of it. */
    private static final class Name {
        private List<Network> addresses = List.of();
        private boolean asked;
        private boolean failed;
    }

    private final String door;
    private final boolean failOpen;
    private final Resolver resolver;
    private final List<Network> literals = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final Map<String, Name> names = new LinkedHashMap<>();
    private volatile Mode mode = Mode.WAITING;
    private volatile String problem = "";
    private volatile Verdicts verdicts = new Verdicts(List.of());

    /**
     * A list that fails closed, with the system's resolver.
     *
     * @param door what it stands before, for the log: {@code health endpoint}
     */
    public AllowList(String door, List<String> entries) {
        this(door, entries, false, InetAddress::getAllByName);
    }

    /** @param failOpen whether everybody may come in while not a single source is known */
    public AllowList(String door, List<String> entries, boolean failOpen, Resolver resolver) {
        this.door = door;
        this.failOpen = failOpen;
        this.resolver = resolver;
        if (failOpen) {
            LOG.warn("{}: the list of allowed sources fails open: while no source is known everybody is let in", door);
        }
        for (String entry : entries) {
            String text = entry.strip();
            if (Network.isLiteral(text)) {
                readLiteral(text);
            } else {
                names.put(text, new Name());
            }
        }
        publish();
    }

    private void readLiteral(String text) {
        try {
            literals.add(Network.of(text));
        } catch (IllegalArgumentException e) {
            unreadable.add(text);
            LOG.error("{}: allowed source \"{}\" lets nobody in: {}", door, text, e.getMessage());
        }
    }

    /** Whether there are names, so that {@link #resolve} is worth calling. */
    public boolean hasNames() {
        return !names.isEmpty();
    }

    /** Looks up all names; may take long, throws nothing. */
    public void resolve() {
        for (Map.Entry<String, Name> entry : names.entrySet()) {
            resolve(entry.getKey(), entry.getValue());
            publish();
        }
    }

    // Everything is caught: whatever a resolver throws must neither open the door nor end who looks after it.
    private void resolve(String text, Name name) {
        boolean failedBefore = name.failed;
        name.asked = true;
        name.failed = true;
        Throwable cause = null;
        try {
            List<Network> found = new ArrayList<>();
            for (InetAddress address : resolver.resolve(text)) {
                found.add(Network.of(address));
            }
            if (!found.isEmpty()) {
                name.addresses = List.copyOf(found);
                name.failed = false;
            }
        } catch (Throwable e) {
            cause = e;
        }
        if (name.failed && !failedBefore) {
            LOG.error(
                    "{}: allowed source \"{}\" cannot be resolved; {} ({})",
                    door,
                    text,
                    name.addresses.isEmpty() ? "it lets nobody in" : "its former addresses stay allowed",
                    cause == null ? "no addresses" : cause.getClass().getSimpleName());
        } else if (!name.failed && failedBefore) {
            LOG.info("{}: allowed source \"{}\" is resolved again", door, text);
        }
    }

    private void publish() {
        List<Network> all = new ArrayList<>(literals);
        List<String> unresolved = new ArrayList<>();
        boolean waiting = false;
        for (Map.Entry<String, Name> entry : names.entrySet()) {
            all.addAll(entry.getValue().addresses);
            waiting |= !entry.getValue().asked;
            if (entry.getValue().failed) {
                unresolved.add(entry.getKey());
            }
        }
        Mode before = mode;
        Mode now = !all.isEmpty() ? Mode.LISTED : waiting ? Mode.WAITING : failOpen ? Mode.EVERYBODY : Mode.NOBODY;
        problem = problem(now, unresolved);
        verdicts = new Verdicts(List.copyOf(all));
        mode = now;
        if (now == Mode.NOBODY && before != now) {
            LOG.error("{}: {}", door, problem);
        } else if (now == Mode.EVERYBODY && before != now) {
            LOG.warn("{}: {}", door, problem);
        }
    }

    private String problem(Mode now, List<String> unresolved) {
        return switch (now) {
            case WAITING -> "the allowed sources are not yet resolved: nobody is let in";
            case NOBODY -> "no allowed source is known: nobody is let in";
            case EVERYBODY -> "no allowed source is known and the list fails open: everybody is let in";
            case LISTED ->
                (unreadable.isEmpty() ? "" : "allowed sources that cannot be read: " + String.join(", ", unreadable))
                        + (unreadable.isEmpty() || unresolved.isEmpty() ? "" : "; ")
                        + (unresolved.isEmpty()
                                ? ""
                                : "allowed sources that cannot be resolved: " + String.join(", ", unresolved));
        };
    }

    /** Returns in one line what is wrong with the list, or an empty text. */
    public String problem() {
        return problem;
    }

    /** Returns whether it has failed open: everybody is let in. */
    public boolean open() {
        return mode == Mode.EVERYBODY;
    }

    public boolean admits(InetAddress source) {
        return mode == Mode.EVERYBODY || verdicts.admits(source);
    }
}
