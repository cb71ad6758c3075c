package org.sosgi.sink.prometheus;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes labels of the names of server tags, which may be anything: Butler SOS does not start its endpoint when there is one that
 * Prometheus does not allow. Of each that is changed or left out the log tells once.
 */
final class LabelNames {

    private static final Logger LOG = LoggerFactory.getLogger(LabelNames.class);
    private static final int TOLD = 100;

    private final Set<String> told = new HashSet<>();

    /**
     * Returns the tag's name with {@code _} for what is not allowed, or null if that name is taken.
     *
     * @param taken is added to
     */
    synchronized String label(String tag, Set<String> taken) {
        String label = legal(tag);
        if (!taken.add(label)) {
            tell(tag, "is left out: there is a label of that name already");
            return null;
        }
        if (!label.equals(tag)) {
            tell(tag, "becomes the label " + label + ": labels are letters, digits and _, and do not begin with __");
        }
        return label;
    }

    /** Returns what Prometheus allows: letters, digits and _, no digit and no __ at the beginning. */
    static String legal(String tag) {
        var label = new StringBuilder(tag.isEmpty() ? "_" : "");
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (i == 0 && c >= '0' && c <= '9') {
                label.append('_').append(c);
            } else {
                label.append(letter || c >= '0' && c <= '9' ? c : '_');
            }
        }
        while (label.length() > 1 && label.charAt(0) == '_' && label.charAt(1) == '_') {
            label.deleteCharAt(0);
        }
        return label.toString();
    }

    private void tell(String tag, String what) {
        if (told.size() < TOLD && told.add(tag)) {
            LOG.warn("Prometheus: the server tag {} {}", tag.replaceAll("\\p{C}", "?"), what);
        }
    }

    /** Returns how many tags could not be labels as they are. */
    synchronized int replaced() {
        return told.size();
    }
}
