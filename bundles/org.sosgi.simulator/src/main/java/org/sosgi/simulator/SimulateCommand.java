package org.sosgi.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sosgi.api.command.Command;
import org.sosgi.simulator.site.Behaviour;
import org.sosgi.simulator.site.SenseSite;

/** {@code sosgi simulate …}: has the simulated site fail, so that an operator sees how the agent shows it. */
final class SimulateCommand implements Command {

    static final String USAGE_LINE =
            "hang|reset|cut|refuse|status|slow|redirect SERVICE NODE[/VIRTUAL-PROXY] [VALUE] [TIME] | ok [SERVICE NODE]"
                    + " | list [--json]  has the simulated Sense site fail on demand";

    private final HttpsSite https;

    SimulateCommand(HttpsSite https) {
        this.https = https;
    }

    @Override
    public String usage() {
        return USAGE_LINE;
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) throws IOException {
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.remove("--json");
        var running = https.running();
        if (running.isEmpty()) {
            out.println("the simulated site does not listen yet; the log says why");
            return FAILED;
        }
        SenseSite site = running.get();
        try {
            if (words.isEmpty() || words.equals(List.of("list"))) {
                list(site, json, out);
            } else if (words.get(0).equals("ok")) {
                recover(site, words.subList(1, words.size()));
                list(site, json, out);
            } else {
                Order order = Order.of(words, https.nodes());
                if (order.howLong().isPresent()) {
                    site.put(order.key(), order.behaviour(), order.howLong().get());
                } else {
                    site.put(order.key(), order.behaviour());
                }
                list(site, json, out);
            }
            return DONE;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        }
    }

    private void recover(SenseSite site, List<String> words) throws IOException {
        if (words.isEmpty()) {
            site.clear();
            return;
        }
        if (words.size() != 2) {
            throw new IllegalArgumentException("ok stands alone, or with a service and a node");
        }
        String key = Order.key(words.get(0), words.get(1), https.nodes());
        Map<String, Behaviour> script = site.script();
        script.keySet().removeIf(other -> other.equals(key) || other.startsWith(key + "/"));
        site.script(script);
    }

    private static void list(SenseSite site, boolean json, PrintWriter out) {
        Map<String, Behaviour> script = site.script();
        if (json) {
            var text = new StringBuilder("{");
            script.forEach((key, behaviour) -> text.append(text.length() == 1 ? "\"" : ",\"")
                    .append(escape(key))
                    .append("\":\"")
                    .append(escape(behaviour.toString()))
                    .append('"'));
            out.println(text.append('}'));
        } else if (script.isEmpty()) {
            out.println("all services answer");
        } else {
            script.forEach((key, behaviour) -> out.println(key + "  " + behaviour));
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", "?");
    }
}
