package org.sosgi.itests.appnames;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.sosgi.api.qlik.AppNames;

/** Stands in for the collector that asks a Sense repository. */
@Component(configurationPid = "org.sosgi.itests.appnames", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredAppNames implements AppNames {

    /** @see #apps() */
    public @interface Config {
        /** Each {@code id=name}. */
        String[] apps();
    }

    private final Map<String, String> names = new HashMap<>();

    @Activate
    public ConfiguredAppNames(Config config) {
        for (String app : config.apps()) {
            int equals = app.indexOf('=');
            names.put(app.substring(0, equals), app.substring(equals + 1));
        }
    }

    @Override
    public Optional<String> nameOf(String appId) {
        return Optional.ofNullable(names.get(appId));
    }
}
