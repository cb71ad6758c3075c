package org.sosgi.api.history;

/** By what the durations of the engine's calls are kept. */
public enum Dimension {
    METHOD,
    OBJECT,
    APP,
    USER,
    OBJECT_TYPE
}
