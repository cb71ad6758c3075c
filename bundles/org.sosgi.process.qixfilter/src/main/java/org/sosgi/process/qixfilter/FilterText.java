package org.sosgi.process.qixfilter;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sosgi.process.qixfilter.MonitorFilter.ForAllApps;
import org.sosgi.process.qixfilter.MonitorFilter.ForSomeApps;

/**
 * Reads a filter from the JSON of the section {@code monitorFilter}. A part that is missing or null sets no limit; a
 * list that is missing or null is empty.
 */
final class FilterText {

    private FilterText() {}

    /** @throws IllegalArgumentException if it is not what it should be; the message says where and what */
    static MonitorFilter read(String json) {
        Object root;
        try {
            root = JSON.std.anyFrom(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("filter is not JSON: " + e.getMessage(), e);
        }
        Map<?, ?> filter = object(root, "filter");
        return new MonitorFilter(allApps(filter), someApps(filter));
    }

    private static ForAllApps allApps(Map<?, ?> filter) {
        String at = "filter.allApps";
        Map<?, ?> section = object(filter.get("allApps"), at);
        if (!flag(section, "enable", at)) {
            return null;
        }
        return new ForAllApps(
                apps(section, "appExclude", at),
                objectTypes(section.get("objectType"), at + ".objectType"),
                methods(section.get("method"), at + ".method"));
    }

    private static List<ForSomeApps> someApps(Map<?, ?> filter) {
        String at = "filter.appSpecific";
        Map<?, ?> section = object(filter.get("appSpecific"), at);
        var parts = new ArrayList<ForSomeApps>();
        if (!flag(section, "enable", at)) {
            return parts;
        }
        List<?> entries = list(section, "app", at);
        for (int i = 0; i < entries.size(); i++) {
            String here = at + ".app[" + i + ']';
            Map<?, ?> app = object(entries.get(i), here);
            parts.add(new ForSomeApps(
                    apps(app, "include", here),
                    objectTypes(app.get("objectType"), here + ".objectType"),
                    objects(app.get("appObject"), here + ".appObject"),
                    methods(app.get("method"), here + ".method")));
        }
        return parts;
    }

    private static Choice objectTypes(Object section, String at) {
        return choice(section, at, "allObjectTypes", "allObjectTypesExclude", "someObjectTypesInclude");
    }

    private static Choice objects(Object section, String at) {
        return choice(section, at, "allAppObjects", "allAppObjectsExclude", "someAppObjectsInclude");
    }

    private static Choice methods(Object section, String at) {
        return choice(section, at, "allMethods", "allMethodsExclude", "someMethodsInclude");
    }

    private static Choice choice(Object section, String at, String allKey, String excludeKey, String includeKey) {
        if (section == null) {
            return Choice.EVERYTHING;
        }
        Map<?, ?> map = object(section, at);
        boolean all = flag(map, allKey, at);
        return new Choice(all, texts(map, all ? excludeKey : includeKey, at));
    }

    private static Apps apps(Map<?, ?> section, String key, String at) {
        var apps = new Apps();
        List<?> entries = list(section, key, at);
        for (int i = 0; i < entries.size(); i++) {
            String here = at + '.' + key + '[' + i + ']';
            Map<?, ?> app = object(entries.get(i), here);
            apps.add(optionalText(app, "appId", here), optionalText(app, "appName", here));
        }
        return apps;
    }

    /**
     * Objects may be given as text, as the documentation of the original has it, or as {@code {"objectId": text}}, as
     * its code has it.
     */
    private static Set<String> texts(Map<?, ?> section, String key, String at) {
        var texts = new HashSet<String>();
        List<?> entries = list(section, key, at);
        for (int i = 0; i < entries.size(); i++) {
            String here = at + '.' + key + '[' + i + ']';
            Object entry = entries.get(i);
            texts.add(
                    entry instanceof Map<?, ?> map && map.containsKey("objectId")
                            ? scalar(map.get("objectId"), here + ".objectId")
                            : scalar(entry, here));
        }
        return texts;
    }

    private static String optionalText(Map<?, ?> map, String key, String at) {
        return map.get(key) == null ? "" : scalar(map.get(key), at + '.' + key);
    }

    /** YAML turns a text such as {@code 123} into a number when nobody quotes it. */
    private static String scalar(Object value, String at) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException(at + " must be a text");
    }

    private static boolean flag(Map<?, ?> map, String key, String at) {
        Object value = map.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(at + '.' + key + " must be true or false");
    }

    private static List<?> list(Map<?, ?> map, String key, String at) {
        Object value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(at + '.' + key + " must be a list");
    }

    private static Map<?, ?> object(Object value, String at) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(at + " must be an object");
    }
}
