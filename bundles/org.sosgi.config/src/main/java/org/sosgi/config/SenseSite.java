package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Sense site as the file describes it.
 *
 * @param servers in the order of the file
 * @param sessions whether sessions are asked for
 * @param appNames whether the names of the apps are asked for
 */
record SenseSite(List<Server> servers, boolean sessions, boolean appNames) {

    /**
     * @param address host, and port if the file has one
     * @param virtualProxies whose sessions are asked for, as configured; empty if none
     * @param tags in the order of the file
     * @param headers {@code Name: value}; may hold secrets
     */
    record Server(
            String address,
            String name,
            String description,
            String sessionHost,
            List<String> virtualProxies,
            Map<String, String> tags,
            String[] headers) {

        private static Server of(Section server) {
            List<String> proxies = new ArrayList<>();
            if (server.flag("userSessions.enable")) {
                server.sections("userSessions.virtualProxies").forEach(p -> proxies.add(p.text("virtualProxy", "")));
            }
            return new Server(
                    server.text("host", ""),
                    server.text("serverName", ""),
                    server.text("serverDescription", ""),
                    server.text("userSessions.host", ""),
                    proxies,
                    server.entries("serverTags"),
                    server.entries("headers").entrySet().stream()
                            .map(header -> header.getKey() + ": " + header.getValue())
                            .toArray(String[]::new));
        }

        /** Returns the address without port. */
        String host() {
            int from = address.startsWith("[") ? Math.max(0, address.indexOf(']')) : 0;
            int colon = address.indexOf(':', from);
            return colon < 0 ? address : address.substring(0, colon);
        }
    }

    static SenseSite of(Section file) {
        return new SenseSite(
                file.sections("serversToMonitor.servers").stream()
                        .map(Server::of)
                        .toList(),
                file.flag("userSessions.enableSessionExtract"),
                file.flag("appNames.enableAppNameExtract"));
    }

    /** Returns whether there is anything to ask. */
    boolean asked() {
        return appNames || !servers.isEmpty();
    }

    /** Returns by what a person tells the server from the others. */
    String shown(Server server) {
        long same = servers.stream().filter(s -> s.name.equals(server.name)).count();
        return same == 1 ? server.name : server.name + " (" + server.address + ")";
    }
}
