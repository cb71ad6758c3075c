package org.sosgi.config;

import java.util.Map;
import java.util.stream.Collectors;

/** The tags that each Sense server has, for what was asked of it. */
final class ServerTagsTranslation implements Translation {

    @Override
    public void translate(Section file, Map<Pid, Map<String, Object>> out) {
        String[] servers = SenseSite.of(file).servers().stream()
                .filter(server -> !server.tags().isEmpty())
                .map(ServerTagsTranslation::json)
                .toArray(String[]::new);
        if (servers.length > 0) {
            out.put(Pid.of("org.sosgi.process.tags.servers"), Map.of("servers", servers));
        }
    }

    private static String json(SenseSite.Server server) {
        String tags = server.tags().entrySet().stream()
                .map(tag -> Json.quote(tag.getKey()) + ":" + Json.quote(tag.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        return "{\"host\":" + Json.quote(server.host()) + ",\"name\":" + Json.quote(server.name()) + ",\"tags\":" + tags
                + "}";
    }
}
