package org.sosgi.process.categorise;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sosgi.process.categorise.Rule.Filter;
import org.sosgi.process.categorise.Rule.Test;

/** Reads rules and categories from the texts of a configuration. Messages of exceptions say where and what. */
final class RuleText {

    private static final Logger LOG = LoggerFactory.getLogger(RuleText.class);

    private RuleText() {}

    /** Reads one rule of the section {@code categorise.rules} of a Butler SOS configuration, as JSON. */
    static Rule read(String json, String at) {
        Object root;
        try {
            root = JSON.std.anyFrom(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(at + " is not JSON: " + e.getMessage(), e);
        }
        Map<?, ?> rule = object(root, at);
        String action = word(rule.get("action"), at + ".action");
        boolean drop = action.equals("drop");
        if (!drop && !action.equals("categorise")) {
            throw new IllegalArgumentException(at + ".action must be categorise or drop");
        }
        return new Rule(levels(rule, at), filters(rule, at), drop, categories(rule, at));
    }

    /** Reads {@code name=value}; the first equals sign parts them. */
    static Category category(String text, String at) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(at + " must be name=value");
        }
        return Category.of(text.substring(0, equals), text.substring(equals + 1));
    }

    private static Set<String> levels(Map<?, ?> rule, String at) {
        var levels = new HashSet<String>();
        List<?> entries = list(rule, "logLevel", at);
        for (int i = 0; i < entries.size(); i++) {
            levels.add(word(entries.get(i), at + ".logLevel[" + i + ']'));
        }
        return levels;
    }

    private static List<Filter> filters(Map<?, ?> rule, String at) {
        var filters = new ArrayList<Filter>();
        List<?> entries = list(rule, "filter", at);
        for (int i = 0; i < entries.size(); i++) {
            String here = at + ".filter[" + i + ']';
            Map<?, ?> entry = object(entries.get(i), here);
            String value = text(entry.get("value"), here + ".value");
            switch (word(entry.get("type"), here + ".type")) {
                case "sw" -> filters.add(new Filter(Test.STARTS_WITH, value));
                case "ew" -> filters.add(new Filter(Test.ENDS_WITH, value));
                case "so" -> filters.add(new Filter(Test.CONTAINS, value));
                default -> LOG.warn("{} is ignored: its type must be sw, ew or so", here);
            }
        }
        return filters;
    }

    private static List<Category> categories(Map<?, ?> rule, String at) {
        var categories = new ArrayList<Category>();
        List<?> entries = list(rule, "category", at);
        for (int i = 0; i < entries.size(); i++) {
            String here = at + ".category[" + i + ']';
            Map<?, ?> entry = object(entries.get(i), here);
            String name = text(entry.get("name"), here + ".name");
            if (name.isEmpty()) {
                throw new IllegalArgumentException(here + ".name must not be empty");
            }
            categories.add(Category.of(name, text(entry.get("value"), here + ".value")));
        }
        return categories;
    }

    /** A word of the language of rules: blanks around it and its case do not matter. */
    private static String word(Object value, String at) {
        return text(value, at).strip().toLowerCase(Locale.ROOT);
    }

    /** YAML turns a text such as {@code 123} into a number when nobody quotes it. */
    private static String text(Object value, String at) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new IllegalArgumentException(at + " must be a text");
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
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(at + " must be an object");
    }
}
