package org.sosgi.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document by the core schema: {@code yes} and {@code on} are texts, {@code 012} is 12, a key that
 * stands twice in the same place is an error, {@code <<} is a key like any other. Works on the parser's events: its
 * trees take ten times the memory.
 */
final class YamlReader {

    /** How a problem with a key that stands twice in a group begins. */
    static final String TWICE = "this key stands here twice";

    /** That is about 2,500 rules; files of a Sense site are 20 to 60 KB. */
    static final int MAX_BYTES = 1 << 20;

    /**
     * Bounds what aliases can blow up; 2,500 rules are about 48,000 values. The schema takes half a kilobyte of heap
     * for each while it is evaluated, in an agent with 256 MB.
     */
    private static final int MAX_VALUES = 100_000;

    private static final int MAX_DEPTH = 64;

    /** The largest group of the schema has 25, tags and headers are few. */
    private static final int MAX_KEYS = 1_000;

    /** The parser, and what explains mistakes, take much longer for one long line than for many short ones. */
    private static final int MAX_LINE = 32_768;

    /** Whoever has so many keys twice has something else than a configuration file. */
    private static final int MAX_TWICE = 100;

    private static final String SEQUENCE = "tag:yaml.org,2002:seq";
    private static final String MAPPING = "tag:yaml.org,2002:map";

    private final Iterator<Event> events;
    private final List<Problem> problems;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;
    private int twice;

    /** What an alias stands for, and how many values that is. */
    private record Anchored(Node node, int values) {}

    private YamlReader(Iterator<Event> events, List<Problem> problems) {
        this.events = events;
        this.problems = problems;
    }

    /**
     * Returns the document, or nothing if there is none that could be looked at further; the reasons go to
     * {@code problems}.
     */
    static Optional<Node> read(String text, List<Problem> problems) {
        var settings = LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();
        int longLine = longLine(text);
        if (longLine > 0) {
            problems.add(
                    Problem.error(longLine, "", "this line is too long; " + MAX_LINE + " characters are the most"));
            return Optional.empty();
        }
        var foreign = Syntax.foreignBlank(text);
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return Optional.empty();
        }
        try {
            var events = new Parse(settings).parseString(text).iterator();
            List<Problem> onTheWay = new ArrayList<>();
            Node root = new YamlReader(events, onTheWay).document();
            problems.addAll(onTheWay);
            return Optional.of(root);
        } catch (MarkedYamlEngineException e) {
            int stopped = line(e.getProblemMark().or(e::getContextMark));
            int begun = line(e.getContextMark().or(e::getProblemMark));
            problems.add(Syntax.explain(text, e.getProblem(), begun, stopped));
        } catch (ReaderException e) {
            int line = (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            problems.add(Problem.error(
                    line,
                    "",
                    "this is not YAML: a control character stands here; remove it, or take another encoding"));
        } catch (YamlEngineException e) {
            problems.add(Syntax.explain(text, e.getMessage(), 1, Integer.MAX_VALUE));
        } catch (Unreadable e) {
            problems.add(e.problem);
        }
        return Optional.empty();
    }

    /** Returns the first line that is too long; 0 if none is. */
    private static int longLine(String text) {
        int number = 1;
        for (int from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
            if (end - from > MAX_LINE) {
                return number;
            }
            number++;
        }
        return text.length() - text.lastIndexOf('\n') - 1 > MAX_LINE ? number : 0;
    }

    private Node document() {
        events.next();
        Event begin = events.next();
        if (begin.getEventId() == Event.ID.StreamEnd) {
            throw new Unreadable(1, "the file is empty; it must begin with the key Butler-SOS");
        }
        Event first = events.next();
        Node root = value((NodeEvent) first, line(first), "", 0);
        events.next();
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw new Unreadable(line(after), "a second document begins here; one file is one document");
        }
        return root;
    }

    private Node value(NodeEvent event, int line, String path, int depth) {
        if (event instanceof AliasEvent alias) {
            return alias(alias, line);
        }
        int before = values;
        count(1, line);
        Node node;
        if (event instanceof ScalarEvent scalar) {
            node = scalar(scalar, line);
        } else if (depth >= MAX_DEPTH) {
            throw new Unreadable(
                    line, "lists and groups are nested too deeply here; " + MAX_DEPTH + " levels are the most");
        } else if (((CollectionStartEvent) event).getEventId() == Event.ID.MappingStart) {
            node = tagged(event, line, mapping(line, path, depth + 1));
        } else {
            node = tagged(event, line, sequence(line, path, depth + 1));
        }
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, values - before)));
        return node;
    }

    /** A tag would have something made of the value; here nothing ever is. */
    private static Node tagged(NodeEvent event, int line, Node value) {
        String tag = ((CollectionStartEvent) event).getTag().orElse("!");
        boolean usual = tag.equals("!") || tag.equals(value instanceof Node.Mapping ? MAPPING : SEQUENCE);
        return usual ? value : new Node.Unresolved(line, "tags mean nothing here; remove what begins with !");
    }

    private Node alias(AliasEvent alias, int line) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            // What follows the asterisk may be a password, so it is not shown.
            throw new Unreadable(
                    line,
                    "there is no finished anchor of this name before this alias; put a value that begins with * in quotes");
        }
        count(anchored.values, line);
        return anchored.node;
    }

    private void count(int more, int line) {
        values += more;
        if (values > MAX_VALUES) {
            throw new Unreadable(
                    line, "up to here aliases or lists make more than " + MAX_VALUES + " values; shorten the file");
        }
    }

    private Node scalar(ScalarEvent scalar, int line) {
        String tag = scalar.getTag().orElse("");
        boolean isText = tag.equals("tag:yaml.org,2002:str");
        if (!tag.isEmpty() && !tag.equals("!") && !isText) {
            return new Node.Unresolved(
                    line, "tags mean nothing here; remove it, or put a value that begins with ! in quotes");
        }
        if (scalar.getAnchor().isPresent()
                && scalar.isPlain()
                && scalar.getValue().isEmpty()) {
            return new Node.Unresolved(
                    line, "& begins the name of an anchor; put a value that begins with & in quotes");
        }
        boolean text = isText || !scalar.isPlain();
        return new Node.Scalar(line, text ? scalar.getValue() : Scalars.value(scalar.getValue()), false);
    }

    private Node sequence(int line, String path, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            Node item = value((NodeEvent) event, line(event), path + "[" + items.size() + "]", depth);
            items.add(swallowed(event).orElse(item));
        }
        return new Node.Sequence(line, items);
    }

    /** An entry that is indented too much becomes part of the text before it. */
    private static Optional<Node> swallowed(Event event) {
        int last = line(event.getEndMark());
        boolean longer = event instanceof ScalarEvent text && text.isPlain() && last > line(event);
        return longer && ((ScalarEvent) event).getValue().contains(" - ")
                ? Optional.of(new Node.Unresolved(
                        last, "this entry of the list is indented more than the one before; indent it as that"))
                : Optional.empty();
    }

    private Node mapping(int line, String path, int depth) {
        Map<String, Node> members = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            int keyLine = line(event);
            if (!(event instanceof ScalarEvent scalar)) {
                throw new Unreadable(
                        keyLine,
                        "a key must be a text; here it is a list, a group of keys, or an alias. Put a value with brackets in quotes");
            }
            if (members.size() >= MAX_KEYS) {
                throw new Unreadable(keyLine, "a group has more than " + MAX_KEYS + " keys up to here; remove some");
            }
            String key = scalar.getValue();
            String keyPath = Texts.join(path, key);
            Event value = events.next();
            boolean below =
                    value instanceof ScalarEvent text && !text.getValue().isEmpty();
            Node node = value((NodeEvent) value, below ? line(value) : keyLine, keyPath, depth);
            Node earlier = members.putIfAbsent(key, node);
            if (earlier != null && ++twice > MAX_TWICE) {
                throw new Unreadable(keyLine, "more than " + MAX_TWICE + " keys stand here twice; remove one of each");
            }
            if (earlier != null) {
                String text = TWICE + ", first in line " + earlier.line() + "; remove one";
                problems.add(Problem.error(keyLine, keyPath, text));
                if (earlier instanceof Node.Scalar first && first.value() == null) {
                    members.put(key, node);
                }
            }
        }
        return new Node.Mapping(line, members);
    }

    private static int line(Event event) {
        return line(event.getStartMark());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unreadable(int line, String text) {
            super(text, null, false, false);
            this.problem = Problem.error(line, "", text);
        }
    }
}
