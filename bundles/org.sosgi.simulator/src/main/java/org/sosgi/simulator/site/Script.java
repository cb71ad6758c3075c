package org.sosgi.simulator.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which service of which node behaves how. Safe for use by several threads.
 *
 * <p>Keys are {@code SERVICE/NODE} with {@code engine}, {@code proxy} or {@code qrs}; the node is an address, an address with a port
 * ({@code 127.0.0.1:4748}), or {@code *} for all others. The key of a proxy may go on with {@code /VIRTUAL-PROXY}, {@code -} being the
 * one without prefix. The most exact key counts.
 */
final class Script {

    private volatile Map<String, Behaviour> behaviours = Map.of();

    /** @throws IllegalArgumentException if that is no key */
    static String checked(String key) {
        String[] parts = key.split("/", 3);
        for (Service service : Service.values()) {
            if (service.key().equals(parts[0]) && parts.length >= 2 && !parts[1].isEmpty()) {
                if (parts.length == 2 || service == Service.PROXY) {
                    return key;
                }
            }
        }
        throw new IllegalArgumentException(
                "\"" + key + "\" is no key; a key is engine/NODE, qrs/NODE, proxy/NODE or proxy/NODE/VIRTUAL-PROXY");
    }

    synchronized void replace(Map<String, Behaviour> all) {
        all.keySet().forEach(Script::checked);
        behaviours = Map.copyOf(all);
    }

    synchronized void put(String key, Behaviour behaviour) {
        Map<String, Behaviour> changed = new LinkedHashMap<>(behaviours);
        changed.put(checked(key), behaviour);
        behaviours = Map.copyOf(changed);
    }

    /** Removes a behaviour, if it is still this very one and not another that is equal. */
    @SuppressWarnings("ReferenceEquality")
    synchronized void remove(String key, Behaviour behaviour) {
        if (behaviours.get(key) == behaviour) {
            Map<String, Behaviour> changed = new LinkedHashMap<>(behaviours);
            changed.remove(key);
            behaviours = Map.copyOf(changed);
        }
    }

    Map<String, Behaviour> all() {
        return new TreeMap<>(behaviours);
    }

    /** Returns how that service of that node behaves, or null if nothing is said about it. */
    Behaviour find(Service service, String address, int port, String virtualProxy) {
        Map<String, Behaviour> now = behaviours;
        if (now.isEmpty()) {
            return null;
        }
        for (String node : new String[] {address + ":" + port, address, "*"}) {
            String key = service.key() + "/" + node;
            Behaviour found = virtualProxy == null ? null : now.get(key + "/" + virtualProxy);
            if (found == null) {
                found = now.get(key);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Tells whether that port shall not be listened on. */
    boolean refuses(Service service, String address, int port) {
        Behaviour whole = find(service, address, port, null);
        if (whole != null) {
            return whole.kind() == Behaviour.Kind.REFUSE;
        }
        String node = service.key() + "/" + address;
        return behaviours.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Behaviour.Kind.REFUSE)
                .anyMatch(entry ->
                        entry.getKey().startsWith(node + "/") || entry.getKey().startsWith(node + ":" + port + "/"));
    }
}
