package org.sosgi.control;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.command.Command;

/** The Command services that are there at this moment, by name. */
@Component(service = Commands.class)
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private static final List<String> HELP = List.of("--help", "-h");

    private final Map<String, Command> commands = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCommand(Command command, Map<String, Object> properties) {
        if (!(properties.get(Command.NAME) instanceof String name)) {
            LOG.warn(
                    "a Command service without {} is of no use: {}",
                    Command.NAME,
                    command.getClass().getName());
        } else if (commands.putIfAbsent(name, command) != null) {
            LOG.warn(
                    "a second command {} is not used: {}",
                    name,
                    command.getClass().getName());
        }
    }

    void removeCommand(Command command) {
        commands.values().remove(command);
    }

    /** Never throws: what goes wrong is told to the caller. */
    int run(List<String> words, PrintWriter out) {
        String name = words.isEmpty() ? "help" : words.get(0);
        Command command = commands.get(name);
        if (command == null) {
            if (!name.equals("help")) {
                out.println("unknown command: " + name);
            }
            list(out);
            return name.equals("help") ? Command.DONE : Command.USAGE;
        }
        if (words.size() > 1 && HELP.contains(words.get(words.size() - 1))) {
            out.println("usage: sosgi " + name + " " + command.usage());
            return Command.DONE;
        }
        try {
            return command.run(words.subList(1, words.size()), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            out.println(name + " took too long");
            return Command.FAILED;
        } catch (Exception e) {
            LOG.debug("command {} failed", name, e);
            out.println(name + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            return Command.FAILED;
        }
    }

    private void list(PrintWriter out) {
        out.println("commands of this agent:");
        new TreeMap<>(commands).forEach((name, command) -> out.println("  sosgi " + name + " " + command.usage()));
    }
}
