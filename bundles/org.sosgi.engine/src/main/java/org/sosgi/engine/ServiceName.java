package org.sosgi.engine;

import java.util.Map;
import org.osgi.framework.Constants;

/** The stable name of a plugin service: its own property, else the PID it was configured by, else the component's name. */
final class ServiceName {

    private ServiceName() {}

    static String of(Map<String, ?> properties, String property) {
        for (String key : new String[] {property, Constants.SERVICE_PID, "component.name"}) {
            Object value = properties.get(key);
            if (value instanceof String text && !text.isBlank()) {
                return text.replaceAll("[^A-Za-z0-9._~-]", "_");
            }
        }
        return "service-" + properties.get(Constants.SERVICE_ID);
    }
}
