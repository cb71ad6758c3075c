package org.sosgi.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML 1.2 document by the core schema: {@code yes} and {@code on} are texts, {@code 012} is 12, a key that stands twice in
 * the same place is an error, {@code <<} is a key like any other.
 */
final class YamlReader {

    /** Ten thousand rules are about 3 MB. */
    private static final int MAX_CHARACTERS = 16 << 20;

    /** Bounds what aliases can blow up; ten thousand rules are about 150,000 nodes. */
    private static final int MAX_NODES = 1_000_000;

    private static final int MAX_DEPTH = 64;

    private final List<Problem> problems;
    private int nodes;

    private YamlReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Returns the document, or nothing if there is none that could be looked at further; the reasons go to {@code problems}. */
    static Optional<Node> read(String text, List<Problem> problems) {
        var settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        try {
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                problems.add(Problem.error(1, "", "the file is empty; it must begin with the key Butler-SOS"));
                return Optional.empty();
            }
            return Optional.of(new YamlReader(problems).convert(root.get(), line(root.get()), "", 0));
        } catch (MarkedYamlEngineException e) {
            int line =
                    e.getProblemMark().or(e::getContextMark).map(Mark::getLine).orElse(0) + 1;
            problems.add(Problem.error(line, "", "this is not YAML: " + Texts.clean(e.getProblem())));
        } catch (YamlEngineException e) {
            problems.add(Problem.error(1, "", "this is not YAML: " + Texts.clean(e.getMessage())));
        } catch (TooMuch e) {
            problems.add(
                    Problem.error(e.line, "", "aliases make this document too large or endless; write it out instead"));
        }
        return Optional.empty();
    }

    private Node convert(org.snakeyaml.engine.v2.nodes.Node node, int line, String path, int depth) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooMuch(line);
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, line, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (var item : sequence.getValue()) {
                items.add(convert(item, line(item), path + "[" + items.size() + "]", depth + 1));
            }
            return new Node.Sequence(line, items);
        }
        var scalar = (ScalarNode) node;
        return new Node.Scalar(line, Scalars.value(scalar.getTag(), scalar.getValue()), false);
    }

    private Node mapping(MappingNode mapping, int line, String path, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(
                        Problem.error(keyLine, path, "a key must be a text; here it is a list or a group of keys"));
                continue;
            }
            String key = keyNode.getValue();
            String keyPath = Texts.join(path, key);
            Node earlier = members.get(key);
            if (earlier != null) {
                problems.add(Problem.error(
                        keyLine,
                        keyPath,
                        "this key stands here twice, first in line " + earlier.line() + "; remove one"));
                continue;
            }
            members.put(key, convert(tuple.getValueNode(), keyLine, keyPath, depth + 1));
        }
        return new Node.Mapping(line, members);
    }

    private static int line(org.snakeyaml.engine.v2.nodes.Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;

        TooMuch(int line) {
            super(null, null, false, false);
            this.line = line;
        }
    }
}
