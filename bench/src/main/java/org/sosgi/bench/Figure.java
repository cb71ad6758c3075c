package org.sosgi.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured number, and what it should be.
 *
 * @param goal what to compare with, or NaN for none
 * @param atLeast whether more is better
 */
public record Figure(String name, double value, String unit, double goal, boolean atLeast) {

    static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, Double.NaN, true);
    }

    static Figure atLeast(String name, double value, String unit, double goal) {
        return new Figure(name, value, unit, goal, true);
    }

    static Figure atMost(String name, double value, String unit, double goal) {
        return new Figure(name, value, unit, goal, false);
    }

    boolean hasGoal() {
        return !Double.isNaN(goal);
    }

    boolean met() {
        return !hasGoal() || (atLeast ? value >= goal : value <= goal);
    }

    String markdown() {
        String wanted = hasGoal() ? (atLeast ? "≥ " : "≤ ") + number(goal) : "";
        String verdict = hasGoal() ? met() ? "met" : "**missed**" : "";
        return "| " + name + " | " + number(value) + " | " + unit + " | " + wanted + " | " + verdict + " |";
    }

    Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("value", value);
        json.put("unit", unit);
        if (hasGoal()) {
            json.put("goal", goal);
            json.put("better", atLeast ? "more" : "less");
            json.put("met", met());
        }
        return json;
    }

    private static String number(double value) {
        return Math.abs(value) < 100 && value != Math.rint(value)
                ? String.format("%.2f", value)
                : String.format("%,.0f", value);
    }
}
