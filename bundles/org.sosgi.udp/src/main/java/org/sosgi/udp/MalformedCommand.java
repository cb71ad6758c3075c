package org.sosgi.udp;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.sosgi.api.command.Command;

/** Lists the datagrams that were refused last. */
@Component(property = Command.NAME + "=malformed")
public final class MalformedCommand implements Command {

    private static final int SHOWN = 200;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<RejectsSource> sources;

    /** For the component runtime, which fills in the sources. */
    public MalformedCommand() {
        this(List.of());
    }

    MalformedCommand(List<RejectsSource> sources) {
        this.sources = sources;
    }

    @Override
    public String usage() {
        return "[ENDPOINT] [--json]  list the last datagrams that were malformed or unknown";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) {
        List<String> words = new ArrayList<>(arguments);
        boolean json = words.remove("--json");
        if (words.size() > 1 || !words.isEmpty() && words.get(0).startsWith("-")) {
            out.println("usage: malformed " + usage());
            return USAGE;
        }
        List<RejectsSource> wanted = new ArrayList<>(sources);
        wanted.removeIf(s -> !words.isEmpty() && !s.endpoint().equals(words.get(0)));
        wanted.sort(Comparator.comparing(RejectsSource::endpoint));
        if (wanted.isEmpty() && !words.isEmpty()) {
            out.println("there is no UDP endpoint " + Clean.text(words.get(0), SHOWN));
            return FAILED;
        }
        if (json) {
            json(wanted, out);
        } else {
            text(wanted, out);
        }
        return DONE;
    }

    private static void text(List<RejectsSource> wanted, PrintWriter out) {
        int count = 0;
        for (RejectsSource source : wanted) {
            for (Rejects.Reject reject : source.rejects()) {
                count++;
                out.println(reject.time() + "  " + source.endpoint() + "  "
                        + reject.source().getHostAddress() + "  " + reject.length() + " bytes  "
                        + Clean.text(reject.reason(), SHOWN));
                out.println("    " + Clean.text(reject.text(), SHOWN));
            }
        }
        if (count == 0) {
            out.println("none");
        }
    }

    private static void json(List<RejectsSource> wanted, PrintWriter out) {
        String separator = "[";
        for (RejectsSource source : wanted) {
            for (Rejects.Reject reject : source.rejects()) {
                out.print(separator + "{\"time\":\"" + reject.time() + "\",\"endpoint\":"
                        + Clean.json(source.endpoint()) + ",\"source\":\""
                        + reject.source().getHostAddress() + "\",\"length\":" + reject.length() + ",\"reason\":"
                        + Clean.json(reject.reason()) + ",\"text\":" + Clean.json(reject.text()) + "}");
                separator = ",\n ";
            }
        }
        out.println("[".equals(separator) ? "[]" : "]");
    }
}
