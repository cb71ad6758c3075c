package org.sosgi.process.categorise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds which of many texts begin at a place of a message, at a cost that hardly depends on how many there are.
 *
 * <p>A tree with one step per character. Where only one text is left, the rest of it is compared at once; so the tree
 * has not many more nodes than texts. The steps of all nodes lie in one hash table with linear probing.
 */
final class WordTree {

    private static final int ROOT = 0;
    private static final int NONE = -1;
    private static final int PAIRS = 1 << 14;

    private final boolean backwards;
    private final List<String> texts = new ArrayList<>();
    private final List<int[]> rules = new ArrayList<>();

    /** Per node: the text that ends there, and the only text that goes on from there. */
    private int[] ending = new int[16];

    private int[] onlyOne = new int[16];
    private int nodes;

    /** A step: the node in the upper bits and the character in the lower 16; no step at all is {@link #NONE}. */
    private long[] steps = new long[64];

    private int[] targets = new int[64];

    /** One bit per hash of a text's first two characters: most places of a message are ruled out by one look. */
    private final long[] pairs = new long[PAIRS / Long.SIZE];

    private boolean anySingle;

    /**
     * @param rulesByText the numbers of the rules that a text belongs to; no text is empty
     * @param backwards whether to compare from the end towards the beginning
     */
    WordTree(Map<String, List<Integer>> rulesByText, boolean backwards) {
        this.backwards = backwards;
        Arrays.fill(steps, NONE);
        var sorted = new TreeMap<String, List<Integer>>();
        rulesByText.forEach((text, numbers) -> sorted.put(directed(text), numbers));
        sorted.forEach((text, numbers) -> {
            texts.add(text);
            if (text.length() == 1) {
                anySingle = true;
            } else {
                int pair = pair(text.charAt(0), text.charAt(1));
                pairs[pair / Long.SIZE] |= 1L << pair;
            }
            rules.add(numbers.stream().mapToInt(Integer::intValue).toArray());
        });
        grow(node(), 0, texts.size(), 0);
    }

    private String directed(String text) {
        return backwards ? new StringBuilder(text).reverse().toString() : text;
    }

    /**
     * Divides the texts from {@code from} to {@code to}, which share their first {@code depth} characters, below a
     * node.
     */
    private void grow(int node, int from, int to, int depth) {
        int first = from;
        if (first < to && texts.get(first).length() == depth) {
            ending[node] = first++;
        }
        if (to - first == 1) {
            onlyOne[node] = first;
            return;
        }
        for (int start = first; start < to; ) {
            char c = texts.get(start).charAt(depth);
            int end = start + 1;
            while (end < to && texts.get(end).charAt(depth) == c) {
                end++;
            }
            int child = node();
            put(step(node, c), child);
            grow(child, start, end, depth + 1);
            start = end;
        }
    }

    private int node() {
        if (nodes == ending.length) {
            ending = Arrays.copyOf(ending, 2 * nodes);
            onlyOne = Arrays.copyOf(onlyOne, 2 * nodes);
        }
        ending[nodes] = NONE;
        onlyOne[nodes] = NONE;
        return nodes++;
    }

    private static long step(int node, char c) {
        return (long) node << Character.SIZE | c;
    }

    private void put(long step, int target) {
        if (2 * nodes > steps.length) {
            long[] oldSteps = steps;
            int[] oldTargets = targets;
            steps = new long[2 * oldSteps.length];
            targets = new int[steps.length];
            Arrays.fill(steps, NONE);
            for (int i = 0; i < oldSteps.length; i++) {
                if (oldSteps[i] != NONE) {
                    place(oldSteps[i], oldTargets[i]);
                }
            }
        }
        place(step, target);
    }

    private void place(long step, int target) {
        int slot = slot(step);
        while (steps[slot] != NONE) {
            slot = slot + 1 & steps.length - 1;
        }
        steps[slot] = step;
        targets[slot] = target;
    }

    private int slot(long step) {
        // Fibonacci hashing: the golden ratio spreads neighbours far apart.
        return (int) (step * 0x9E37_79B9_7F4A_7C15L >>> 32) & steps.length - 1;
    }

    private int target(int node, char c) {
        long step = step(node, c);
        int slot = slot(step);
        while (steps[slot] != NONE) {
            if (steps[slot] == step) {
                return targets[slot];
            }
            slot = slot + 1 & steps.length - 1;
        }
        return NONE;
    }

    private static int pair(char first, char second) {
        return first * 131 + second & PAIRS - 1;
    }

    /** Adds the rules of all texts that stand anywhere in the message; for a tree that runs forwards. */
    void findAll(String message, Hits hits) {
        int last = message.length() - 1;
        for (int at = 0; at < last; at++) {
            int pair = pair(message.charAt(at), message.charAt(at + 1));
            if (anySingle || (pairs[pair / Long.SIZE] >>> pair & 1) != 0) {
                find(message, at, hits);
            }
        }
        if (last >= 0) {
            find(message, last, hits);
        }
    }

    /** Adds the rules of all texts that begin at {@code at} and run in the tree's direction. */
    void find(String message, int at, Hits hits) {
        int node = ROOT;
        int length = backwards ? at + 1 : message.length() - at;
        for (int depth = 0; node != NONE; depth++) {
            if (ending[node] != NONE) {
                hits.add(rules.get(ending[node]));
            }
            if (onlyOne[node] != NONE) {
                String text = texts.get(onlyOne[node]);
                if (text.length() <= length && goesOn(message, at, text, depth)) {
                    hits.add(rules.get(onlyOne[node]));
                }
                return;
            }
            if (depth == length) {
                return;
            }
            node = target(node, message.charAt(backwards ? at - depth : at + depth));
        }
    }

    private boolean goesOn(String message, int at, String text, int depth) {
        for (int i = depth; i < text.length(); i++) {
            if (message.charAt(backwards ? at - i : at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
