package org.sosgi.config;

import java.util.Map;

/** Puts what the file has into the settings of a configuration; what it has not is left to the component's defaults. */
final class Settings {

    private Settings() {}

    static void putText(Map<String, Object> settings, String key, Section section, String path) {
        putText(settings, key, section.text(path, ""));
    }

    static void putText(Map<String, Object> settings, String key, String text) {
        if (!text.isEmpty()) {
            settings.put(key, text);
        }
    }

    static void putNumber(Map<String, Object> settings, String key, Section section, String path) {
        section.number(path).ifPresent(number -> settings.put(key, number.intValue()));
    }
}
