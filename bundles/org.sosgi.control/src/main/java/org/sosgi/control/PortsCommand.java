package org.sosgi.control;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.command.Command;
import org.sosgi.api.status.Door;
import org.sosgi.api.status.Listener;

/** {@code sosgi ports}: what the agent listens on at this moment, and firewall rules that let just that through. */
@Component(property = Command.NAME + "=ports")
public final class PortsCommand implements Command {

    private static final Comparator<Door> ORDER = Comparator.comparing(Door::protocol)
            .thenComparingInt(Door::port)
            .thenComparing(door -> door.address().getHostAddress());

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Listener> listeners = List.of();

    public PortsCommand() {}

    PortsCommand(List<Listener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public String usage() {
        return "[--json | --nftables --from NETWORK,… | --windows --from NETWORK,…]  what the agent listens on, or firewall rules that"
                + " let these networks and nobody else get to it";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) {
        List<Door> doors = listeners.stream()
                .flatMap(listener -> listener.doors().stream())
                .sorted(ORDER)
                .toList();
        if (arguments.isEmpty()) {
            table(doors, out);
        } else if (arguments.equals(List.of("--json"))) {
            out.println(JsonText.of(doors.stream().map(PortsCommand::json).toList()));
        } else if (arguments.size() == 3
                && List.of("--nftables", "--windows").contains(arguments.get(0))
                && arguments.get(1).equals("--from")) {
            return rules(arguments.get(0), arguments.get(2), doors, out);
        } else {
            out.println("usage: sosgi ports " + usage());
            return USAGE;
        }
        return DONE;
    }

    private static int rules(String kind, String from, List<Door> doors, PrintWriter out) {
        FirewallRules rules;
        try {
            rules = FirewallRules.from(List.of(from.split(",")));
        } catch (IllegalArgumentException e) {
            out.println(StatusTable.printable(e.getMessage()));
            return USAGE;
        }
        List<Door> open = doors.stream()
                .filter(door -> !door.address().isLoopbackAddress())
                .toList();
        out.print(kind.equals("--nftables") ? rules.nftables(open) : rules.windows(open));
        return DONE;
    }

    private static void table(List<Door> doors, PrintWriter out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"PROTOCOL", "ADDRESS", "PORT", "PURPOSE", "TLS", "WHO MAY", "SETTING"});
        for (Door door : doors) {
            rows.add(new String[] {
                door.protocol().name(),
                door.address().getHostAddress(),
                Integer.toString(door.port()),
                StatusTable.printable(door.purpose()),
                door.tls() ? "yes" : "no",
                who(door),
                StatusTable.printable(door.setting())
            });
        }
        int[] widths = new int[rows.get(0).length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(String.format("%-" + widths[i] + "s  ", row[i]));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static String who(Door door) {
        if (door.guards().isEmpty()) {
            return door.address().isLoopbackAddress() ? "this machine" : "ANYBODY";
        }
        return door.guards().stream()
                .sorted()
                .map(guard -> guard.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(" + "));
    }

    /** {@code purpose, protocol, address, port, tls, guards} (a list), {@code unguarded, setting}. */
    private static Map<String, Object> json(Door door) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("purpose", door.purpose());
        json.put("protocol", door.protocol().name());
        json.put("address", door.address().getHostAddress());
        json.put("port", door.port());
        json.put("tls", door.tls());
        json.put("guards", door.guards().stream().sorted().map(Enum::name).toList());
        json.put("unguarded", door.unguarded());
        json.put("setting", door.setting());
        return json;
    }
}
