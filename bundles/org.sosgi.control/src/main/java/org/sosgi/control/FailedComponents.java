package org.sosgi.control;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.sosgi.api.status.Report;

/** The components that could not be activated, most often for a setting that cannot be used. They offer no service that could report it. */
final class FailedComponents {

    private final ServiceComponentRuntime runtime;

    FailedComponents(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** One each, of kind {@code component}; its name is the configuration's PID, or the component's own if it has none. */
    List<Report> reports() {
        List<Report> failed = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configured : runtime.getComponentConfigurationDTOs(component)) {
                if (configured.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    String name = configured.properties.get(Constants.SERVICE_PID) instanceof String pid
                            ? pid
                            : component.name;
                    String reason = ActivationFailure.reason(configured.failure);
                    failed.add(new Report("component", name, Report.State.FAILED, reason, List.of()));
                }
            }
        }
        return failed;
    }
}
