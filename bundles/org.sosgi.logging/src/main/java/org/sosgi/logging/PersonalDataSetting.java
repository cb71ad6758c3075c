package org.sosgi.logging;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedService;

/** {@code log_personal_data} of the PID {@code org.sosgi.logging}. A fragment can have no components. */
final class PersonalDataSetting {

    private static final String PID = "org.sosgi.logging";
    private static final String SETTING = "log_personal_data";

    private PersonalDataSetting() {}

    /**
     * @param told called with the setting whenever it changes, on any thread
     * @return what ends that
     */
    static Runnable listen(BundleContext context, Consumer<Boolean> told) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, PID);
        ManagedService setting = settings -> told.accept(isTrue(settings));
        ServiceRegistration<ManagedService> registration =
                context.registerService(ManagedService.class, setting, properties);
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException e) {
                // The bundle has stopped, and the service has gone with it.
            }
        };
    }

    /** Nothing but a clear yes is one. */
    static boolean isTrue(Dictionary<String, ?> settings) {
        Object value = settings == null ? null : settings.get(SETTING);
        return value != null && "true".equalsIgnoreCase(value.toString().trim());
    }
}
