package org.sosgi.control;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.sosgi.api.command.Command;
import org.sosgi.api.status.Report;

/** {@code sosgi status}: how the parts of the agent are. */
@Component(property = Command.NAME + "=status")
public final class StatusCommand implements Command {

    private final Reporters reporters;
    private final Readiness readiness;
    private final FailedComponents failures;
    private final String version;

    @Activate
    public StatusCommand(
            @Reference Reporters reporters,
            @Reference Readiness readiness,
            @Reference ServiceComponentRuntime components,
            BundleContext context) {
        this.reporters = reporters;
        this.readiness = readiness;
        this.failures = new FailedComponents(components);
        this.version = context.getProperty("sosgi.version");
    }

    @Override
    public String usage() {
        return "[--json]  how the parts of the agent are; exit code 1 if one has failed";
    }

    @Override
    public int run(List<String> arguments, PrintWriter out) {
        boolean json = arguments.equals(List.of("--json"));
        if (!json && !arguments.isEmpty()) {
            out.println("usage: sosgi status " + usage());
            return USAGE;
        }
        List<Report> reports = new ArrayList<>(reporters.reports());
        reports.addAll(failures.reports());
        var status = new Status(version, readiness.waitsFor(), reports);
        if (json) {
            StatusJson.write(status, out);
        } else {
            StatusTable.write(status, out);
        }
        boolean failed = status.reports().stream().anyMatch(report -> report.state() == Report.State.FAILED);
        return failed || !status.waitsFor().isEmpty() ? FAILED : DONE;
    }
}
