package org.sosgi.launcher.feature;

/** A feature that cannot be used. The message says where the mistake is and what would be right. */
public final class FeatureException extends Exception {

    private static final long serialVersionUID = 1L;

    public FeatureException(String message) {
        super(message);
    }
}
