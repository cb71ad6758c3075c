package org.sosgi.launcher.feature;

import java.lang.reflect.Array;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The values of configurations in a feature: {@code "port:Integer": 9996}, typed as the OSGi Configurator (chapter 150)
 * has it.
 */
final class ConfigurationValue {

    private static final String TYPES = "String, Integer, Long, Double, Boolean, each with or without []";

    private ConfigurationValue() {}

    /** @param type what follows the colon of the key; empty if there is none: then the JSON decides */
    static Object of(Node node, String type, UnaryOperator<String> expand) throws FeatureException {
        if (node.value() instanceof List<?>) {
            if (!type.isEmpty() && !type.endsWith("[]")) {
                throw node.wrong("is an array, so its type must end in []");
            }
            return array(node, type.isEmpty() ? "" : type.substring(0, type.length() - 2), expand);
        }
        if (type.endsWith("[]")) {
            throw node.wrong("an array [ … ] is needed here");
        }
        return scalar(node, type, expand);
    }

    private static Object array(Node node, String type, UnaryOperator<String> expand) throws FeatureException {
        List<Node> items = node.array();
        if (items.isEmpty()) {
            return Array.newInstance(type.isEmpty() ? String.class : classOf(node, type), 0);
        }
        Class<?> component = scalar(items.get(0), type, expand).getClass();
        Object array = Array.newInstance(component, items.size());
        for (int i = 0; i < items.size(); i++) {
            Object item = scalar(items.get(i), type, expand);
            if (item.getClass() != component) {
                throw items.get(i).wrong("the values of an array must be of one kind");
            }
            Array.set(array, i, item);
        }
        return array;
    }

    private static Class<?> classOf(Node node, String type) throws FeatureException {
        return switch (type) {
            case "String" -> String.class;
            case "Integer" -> Integer.class;
            case "Long" -> Long.class;
            case "Double" -> Double.class;
            case "Boolean" -> Boolean.class;
            default -> throw node.wrong("unknown type " + type + "; known: " + TYPES);
        };
    }

    private static Object scalar(Node node, String type, UnaryOperator<String> expand) throws FeatureException {
        Object value = node.value() instanceof String text ? expand.apply(text) : node.value();
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw node.wrong("a text, a number, true, false or an array of them is needed here");
        }
        if (type.isEmpty()) {
            return value;
        }
        Class<?> wanted = classOf(node, type);
        try {
            if (wanted == String.class) {
                return value.toString();
            } else if (wanted == Integer.class) {
                return Integer.valueOf(value.toString());
            } else if (wanted == Long.class) {
                return Long.valueOf(value.toString());
            } else if (wanted == Double.class) {
                return Double.valueOf(value.toString());
            } else if (value instanceof Boolean || value.equals("true") || value.equals("false")) {
                return Boolean.valueOf(value.toString());
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw node.wrong("is no " + type);
    }
}
