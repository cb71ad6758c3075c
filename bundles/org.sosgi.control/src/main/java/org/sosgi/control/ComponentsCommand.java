package org.sosgi.control;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.sosgi.api.command.Command;

/**
 * {@code sosgi components}: what the component runtime made of bundles and configurations. A component that was started anew offers
 * another service, with another id; one that took a change in place keeps it. So this also tells what a change of the configuration
 * touched. (The id of the component itself stays with Felix SCR as long as its configuration is there.)
 */
@Component(property = Command.NAME + "=components")
public final class ComponentsCommand implements Command {

    private final ServiceComponentRuntime runtime;

    @Activate
    public ComponentsCommand(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * @param service the id of the service it offers; 0 if it offers none at this moment
     * @param name the configuration's PID, or the component's name if it has none
     */
    private record Row(long id, long service, String name, String bundle, String state) {}

    @Override
    public String usage() {
        return "[--json]  components, their ids and those of their services; exit code 1 if one could not be activated";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) {
        boolean json = arguments.equals(List.of("--json"));
        if (!json && !arguments.isEmpty()) {
            out.println("usage: sosgi components " + usage());
            return USAGE;
        }
        List<Row> rows = rows();
        if (json) {
            writeJson(rows, out);
        } else {
            rows.forEach(row ->
                    out.printf("%6d %6d  %-11s  %s  (%s)%n", row.id, row.service, row.state, row.name, row.bundle));
        }
        return rows.stream().anyMatch(row -> row.state.equals("FAILED")) ? FAILED : DONE;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configured : runtime.getComponentConfigurationDTOs(component)) {
                String pid =
                        configured.properties.get(Constants.SERVICE_PID) instanceof String text ? text : component.name;
                long service = configured.service == null ? 0 : configured.service.id;
                rows.add(new Row(configured.id, service, pid, component.bundle.symbolicName, state(configured.state)));
            }
        }
        rows.sort(Comparator.comparing(Row::name).thenComparing(Row::id));
        return rows;
    }

    private static String state(int state) {
        return switch (state) {
            case ComponentConfigurationDTO.ACTIVE -> "ACTIVE";
            case ComponentConfigurationDTO.SATISFIED -> "SATISFIED";
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> "FAILED";
            default -> "UNSATISFIED";
        };
    }

    /** One array of objects {@code id, service, name, bundle, state}. */
    private static void writeJson(List<Row> rows, PrintWriter out) {
        String before = "[";
        for (Row row : rows) {
            out.print(before + "{\"id\":" + row.id + ",\"service\":" + row.service + ",\"name\":"
                    + JsonText.quote(row.name) + ",\"bundle\":" + JsonText.quote(row.bundle) + ",\"state\":\""
                    + row.state + "\"}");
            before = ",";
        }
        out.println(rows.isEmpty() ? "[]" : "]");
    }
}
