package org.sosgi.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sosgi.simulator.site.Behaviour;

/**
 * What {@code sosgi simulate} was told: who shall do what, for how long.
 *
 * @param key of the script
 * @param behaviour what it shall do
 * @param howLong how long; empty for until it is told otherwise
 */
record Order(String key, Behaviour behaviour, Optional<Duration> howLong) {

    static final String VERBS = "hang|reset|cut|refuse|status|slow|redirect";

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

    /**
     * @param words {@code VERB SERVICE NODE [VALUE] [TIME]}
     * @param nodes the addresses of the nodes
     * @throws IllegalArgumentException if the words are off; the message says how
     */
    static Order of(List<String> words, List<String> nodes) {
        Deque<String> rest = new ArrayDeque<>(words);
        String verb = next(rest, "what shall happen: " + VERBS);
        if (!List.of(VERBS.split("\\|")).contains(verb)) {
            throw new IllegalArgumentException("\"" + verb + "\" is not known; known are " + VERBS + ", ok and list");
        }
        String key = key(next(rest, "a service: engine, proxy or repository"), next(rest, "a node: " + nodes), nodes);
        Behaviour behaviour =
                switch (verb) {
                    case "hang" -> Behaviour.hang();
                    case "reset" -> Behaviour.reset();
                    case "cut" -> Behaviour.cut();
                    case "refuse" -> Behaviour.refuse();
                    case "status" -> Behaviour.status(status(next(rest, "a status, 503 for example")));
                    case "slow" ->
                        Behaviour.slow(time(next(rest, "a delay, 1500ms or 3s for example"))
                                .toMillis());
                    default -> Behaviour.redirect(next(rest, "an address, https://… for example"));
                };
        Optional<Duration> howLong = rest.isEmpty() ? Optional.empty() : Optional.of(time(rest.removeFirst()));
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("\"" + rest.getFirst() + "\" is one word too many");
        }
        return new Order(key, behaviour, howLong);
    }

    /** Returns the key of a service of a node, which may be told by its address or its number, or be all. */
    static String key(String service, String node, List<String> nodes) {
        String prefix =
                switch (service) {
                    case "engine", "proxy" -> service;
                    case "repository", "qrs" -> "qrs";
                    default ->
                        throw new IllegalArgumentException(
                                "\"" + service + "\" is no service; there are engine, proxy and repository");
                };
        int slash = node.indexOf('/');
        String name = slash < 0 ? node : node.substring(0, slash);
        String virtualProxy = slash < 0 ? "" : node.substring(slash);
        if (!virtualProxy.isEmpty() && !prefix.equals("proxy")) {
            throw new IllegalArgumentException("only a proxy has virtual proxies");
        }
        return prefix + "/" + address(name, nodes) + virtualProxy;
    }

    private static String address(String name, List<String> nodes) {
        if (name.equals("all") || name.equals("*")) {
            return "*";
        }
        if (nodes.contains(name)) {
            return name;
        }
        if (name.matches("[1-9]\\d{0,3}") && Integer.parseInt(name) <= nodes.size()) {
            return nodes.get(Integer.parseInt(name) - 1);
        }
        throw new IllegalArgumentException("there is no node \"" + name + "\"; there are " + nodes + ", and all");
    }

    private static int status(String word) {
        if (word.matches("[1-5]\\d\\d")) {
            return Integer.parseInt(word);
        }
        throw new IllegalArgumentException("a status is 100 to 599, not \"" + word + "\"");
    }

    private static Duration time(String word) {
        Matcher matcher = TIME.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + word + "\" is no time; write 500ms, 30s or 5m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static String next(Deque<String> rest, String what) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("there must follow " + what);
        }
        return rest.removeFirst();
    }
}
