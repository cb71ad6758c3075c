package org.sosgi.config;

import java.util.List;
import java.util.Map;

/** Every server has exactly the tags that {@code serverTagsDefinition} names, each with a value. */
final class ServerTagsConcern implements Concern {

    private static final String SERVERS = "serversToMonitor.servers";

    @Override
    public void check(Section file, List<Problem> problems) {
        List<String> defined = file.texts("serversToMonitor.serverTagsDefinition");
        int index = 0;
        for (Node server : file.items(SERVERS)) {
            check(Section.of(server), SERVERS + "[" + index++ + "].serverTags", defined, problems);
        }
    }

    private static void check(Section server, String path, List<String> defined, List<Problem> problems) {
        var given = server.node("serverTags").orElse(null);
        if (!(given instanceof Node.Mapping) && !(given instanceof Node.Scalar scalar && scalar.value() == null)) {
            // The schema has said so.
            return;
        }
        Map<String, Node> tags = server.section("serverTags").node().members();
        int line = server.line("serverTags");
        for (String name : defined) {
            Node tag = tags.get(name);
            if (tag == null) {
                String text = "this tag is missing; add it, or remove it from serverTagsDefinition";
                problems.add(Problem.error(line, ROOT + Texts.join(path, name), text));
            } else if (tag instanceof Node.Scalar scalar && scalar.value() == null) {
                String text = "this tag has no value; give it one, for example \"\"";
                problems.add(Problem.error(tag.line(), ROOT + Texts.join(path, name), text));
            }
        }
        tags.forEach((name, tag) -> {
            if (!defined.contains(name)) {
                String text = "this tag is not in serverTagsDefinition; add it there, or remove it here";
                problems.add(Problem.error(tag.line(), ROOT + Texts.join(path, name), text));
            }
        });
    }
}
