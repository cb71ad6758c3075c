package org.sosgi.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.api.status.Report;
import org.sosgi.api.status.Reporter;

/** All reports of all Reporter services that are there at this moment. */
@Component(service = Reporters.class)
public final class Reporters {

    private static final Logger LOG = LoggerFactory.getLogger(Reporters.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Reporter> reporters = List.of();

    /** Sorted by kind and name. A reporter that throws is reported itself. */
    List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        for (Reporter reporter : reporters) {
            try {
                reports.addAll(reporter.reports());
            } catch (RuntimeException e) {
                LOG.debug("a reporter failed", e);
                reports.add(new Report(
                        "reporter",
                        reporter.getClass().getName(),
                        Report.State.FAILED,
                        "cannot tell how it is: " + e,
                        List.of()));
            }
        }
        reports.sort(Comparator.comparing(Report::kind).thenComparing(Report::name));
        return reports;
    }
}
