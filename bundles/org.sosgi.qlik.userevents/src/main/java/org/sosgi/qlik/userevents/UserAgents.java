package org.sosgi.qlik.userevents;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the user agents that were seen lately, because the same ones come again and again. Two generations of up
 * to 500 each: when the young one is full it becomes the old one, and what was only in the old one is forgotten. Safe
 * for use by several threads.
 */
final class UserAgents {

    private static final int GENERATION = 500;

    private volatile Map<String, UserAgent> young = new ConcurrentHashMap<>();
    private volatile Map<String, UserAgent> old = Map.of();

    UserAgent of(String text) {
        UserAgent known = young.get(text);
        if (known != null) {
            return known;
        }
        known = old.get(text);
        if (known == null) {
            known = UserAgent.of(text);
        }
        remember(text, known);
        return known;
    }

    private synchronized void remember(String text, UserAgent agent) {
        if (young.size() >= GENERATION) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(text, agent);
    }

    int remembered() {
        return young.size() + old.size();
    }
}
