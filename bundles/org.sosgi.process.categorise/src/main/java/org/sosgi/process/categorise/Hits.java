package org.sosgi.process.categorise;

import java.util.Arrays;

/** A small growing set of rule numbers. */
final class Hits {

    private int[] numbers = new int[8];
    private int size;

    void add(int[] more) {
        if (size + more.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, size + more.length));
        }
        System.arraycopy(more, 0, numbers, size, more.length);
        size += more.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the numbers in ascending order, each once. */
    int[] sorted() {
        Arrays.sort(numbers, 0, size);
        int distinct = 0;
        for (int i = 0; i < size; i++) {
            if (distinct == 0 || numbers[distinct - 1] != numbers[i]) {
                numbers[distinct++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, distinct);
    }
}
