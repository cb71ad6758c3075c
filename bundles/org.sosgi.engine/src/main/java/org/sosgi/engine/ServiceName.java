package org.sosgi.engine;

import java.util.Map;
import org.osgi.framework.Constants;

/** The stable name of a plugin service: its own property, else the PID it was configured by, else the component's name. */
final class ServiceName {

    private ServiceName() {}

    /** Returns the name in characters that are safe in the name of a folder. */
    static String of(Map<String, ?> properties, String property) {
        return told(properties, property).replaceAll("[^A-Za-z0-9._~-]", "_");
    }

    /** Returns the name for people: any characters but those that steer a terminal or a log. */
    static String label(Map<String, ?> properties, String property) {
        return told(properties, property).replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "_");
    }

    private static String told(Map<String, ?> properties, String property) {
        for (String key : new String[] {property, Constants.SERVICE_PID, "component.name"}) {
            Object value = properties.get(key);
            if (value instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        return "service-" + properties.get(Constants.SERVICE_ID);
    }
}
