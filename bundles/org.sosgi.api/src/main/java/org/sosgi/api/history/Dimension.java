package org.sosgi.api.history;

/** By what the durations of the engine's calls are kept. A call that does not tell one is not counted in it. */
public enum Dimension {
    METHOD,
    /** By {@code object_id}. */
    OBJECT,
    /** By {@code app_id}; the label is the app's name. */
    APP,
    /** By {@code user_full}. */
    USER,
    OBJECT_TYPE
}
