package org.sosgi.qlik.sessions;

/** A session as the proxy tells it; null where it does not. */
record Session(String id, String directory, String userId) {

    /** Returns {@code DIRECTORY\id}, with nothing in the place of a part that is missing. */
    String user() {
        return (directory == null ? "" : directory) + '\\' + (userId == null ? "" : userId);
    }

    /** Tells whether nothing is known of it: then it only counts. */
    boolean isNameless() {
        return id == null && directory == null && userId == null;
    }
}
