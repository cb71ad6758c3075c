package org.sosgi.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** There are servers to ask, and each has a name of its own. */
final class ServersConcern implements Concern {

    private static final String SERVERS = "serversToMonitor.servers";

    @Override
    public void check(Section file, List<Problem> problems) {
        List<Node> servers = file.items(SERVERS);
        if (servers.isEmpty() && file.node(SERVERS).isPresent()) {
            String text = "there are no servers, so none is asked for its health or its sessions";
            boolean expected = file.flag("userSessions.enableSessionExtract");
            int line = file.line(SERVERS);
            problems.add(
                    expected
                            ? Problem.warning(line, ROOT + SERVERS, text + "; userSessions wants some")
                            : Problem.info(line, ROOT + SERVERS, text));
        }
        Map<String, Integer> lines = new HashMap<>();
        for (int i = 0; i < servers.size(); i++) {
            Section server = Section.of(servers.get(i));
            int line = server.line("serverName");
            Integer earlier = lines.putIfAbsent(server.text("serverName", ""), line);
            if (earlier != null && server.node("serverName").isPresent()) {
                String path = ROOT + SERVERS + "[" + i + "].serverName";
                String text = "line " + earlier + " has a server of this name already, so their figures cannot be told"
                        + " apart by it; give each its own";
                problems.add(Problem.warning(line, path, text));
            }
        }
    }
}
