package org.sosgi.deploy;

import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** A bundle can start and its components still fail: to whoever deployed it that is the same. */
final class ComponentFailures implements StartCheck {

    private final ServiceComponentRuntime components;

    ComponentFailures(ServiceComponentRuntime components) {
        this.components = components;
    }

    @Override
    public void check(Bundle bundle) throws RefusedException {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configured : components.getComponentConfigurationDTOs(component)) {
                if (configured.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    throw new RefusedException("component " + component.name + ": "
                            + String.valueOf(configured.failure)
                                    .lines()
                                    .findFirst()
                                    .orElse("failed"));
                }
            }
        }
    }
}
