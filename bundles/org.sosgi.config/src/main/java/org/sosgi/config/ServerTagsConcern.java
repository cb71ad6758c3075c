package org.sosgi.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every server has exactly the tags that {@code serverTagsDefinition} names, each with a value. */
final class ServerTagsConcern implements Concern {

    private static final String DEFINITION = "serversToMonitor.serverTagsDefinition";
    private static final String SERVERS = "serversToMonitor.servers";

    /** The tags of one server. */
    private record Tags(int line, String path, Map<String, Node> members) {}

    @Override
    public void check(Section file, List<Problem> problems) {
        List<String> defined = new ArrayList<>(file.texts(DEFINITION));
        Node definition = file.node(DEFINITION).orElse(null);
        boolean empty = definition instanceof Node.Scalar scalar && scalar.value() == null;
        boolean texts = definition instanceof Node.Sequence list && list.items().size() == defined.size();
        if (!empty && !texts) {
            // The schema has said so.
            return;
        }
        List<Tags> servers = servers(file);
        List<String> surplus = new ArrayList<>();
        if (servers.size() > 1) {
            surplus.addAll(servers.get(0).members.keySet());
            surplus.removeAll(defined);
            servers.forEach(server -> surplus.retainAll(server.members.keySet()));
            checkDefinition(file, defined, surplus, servers, problems);
        }
        servers.forEach(server -> check(server, defined, surplus, problems));
    }

    private static List<Tags> servers(Section file) {
        List<Tags> servers = new ArrayList<>();
        List<Node> items = file.items(SERVERS);
        for (int i = 0; i < items.size(); i++) {
            Section server = Section.of(items.get(i));
            Node given = server.node("serverTags").orElse(null);
            if (given instanceof Node.Mapping || given instanceof Node.Scalar scalar && scalar.value() == null) {
                String path = ROOT + SERVERS + "[" + i + "].serverTags";
                servers.add(
                        new Tags(given.line(), path, Section.of(given).node().members()));
            }
        }
        return servers;
    }

    /**
     * Tells once where the definition and all servers differ.
     *
     * @param defined loses what no server has
     * @param surplus the tags that all servers have and that are not defined
     */
    private static void checkDefinition(
            Section file, List<String> defined, List<String> surplus, List<Tags> servers, List<Problem> problems) {
        List<String> untold = new ArrayList<>(surplus);
        List<Node> items = file.items(DEFINITION);
        for (int i = 0; i < items.size(); i++) {
            String name = (String) ((Node.Scalar) items.get(i)).value();
            if (servers.stream().noneMatch(server -> server.members.containsKey(name))) {
                var meant = Nearest.of(name, untold);
                String text = "no server has this tag; "
                        + meant.map(m -> "did you mean " + Texts.clean(m) + "?")
                                .orElse("give it to each under serverTags, or remove it here");
                problems.add(Problem.error(items.get(i).line(), ROOT + DEFINITION + "[" + i + "]", text));
                meant.ifPresent(untold::remove);
                defined.remove(name);
            }
        }
        for (String name : untold) {
            String text = "all servers have the tag " + Texts.clean(name) + "; add it here, or remove it there";
            problems.add(Problem.error(file.line(DEFINITION), ROOT + DEFINITION, text));
        }
    }

    private static void check(Tags server, List<String> defined, List<String> surplus, List<Problem> problems) {
        List<String> missing = new ArrayList<>(defined);
        missing.removeAll(server.members.keySet());
        List<String> unknown = new ArrayList<>(server.members.keySet());
        unknown.removeAll(defined);
        unknown.removeAll(surplus);
        boolean renamed = missing.size() == 1 && unknown.size() == 1;
        for (String name : unknown) {
            var meant = renamed ? Optional.of(missing.get(0)) : Nearest.of(name, missing);
            String text = "this tag is not in serverTagsDefinition; "
                    + meant.map(m -> "did you mean " + Texts.clean(m) + "?").orElse("add it there, or remove it here");
            problems.add(Problem.error(server.members.get(name).line(), Texts.join(server.path, name), text));
            meant.ifPresent(missing::remove);
        }
        for (String name : missing) {
            String text = "this tag is missing; add it, or remove it from serverTagsDefinition";
            problems.add(Problem.error(server.line, Texts.join(server.path, name), text));
        }
        for (String name : defined) {
            if (server.members.get(name) instanceof Node.Scalar scalar && scalar.value() == null) {
                String text = "this tag has no value; give it one, for example \"\"";
                problems.add(Problem.error(scalar.line(), Texts.join(server.path, name), text));
            }
        }
    }
}
