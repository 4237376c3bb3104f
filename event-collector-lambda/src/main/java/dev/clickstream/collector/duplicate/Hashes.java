package dev.clickstream.collector.duplicate;

import java.util.Arrays;

/** A set of 64-bit hashes in one array, at most half full. 0 stands for an empty place, and is kept as 1. */
final class Hashes {
    private final long[] table;
    private final int mask;
    private int size;

    /** @param capacity how many are added at most */
    Hashes(int capacity) {
        int places = Integer.highestOneBit(Math.max(1, capacity * 2 - 1)) * 2;
        this.table = new long[places];
        this.mask = places - 1;
    }

    boolean contains(long hash) {
        return table[place(kept(hash))] != 0;
    }

    void add(long hash) {
        int place = place(kept(hash));
        if (table[place] == 0) {
            table[place] = kept(hash);
            size++;
        }
    }

    int size() {
        return size;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(table, 0);
            size = 0;
        }
    }

    /** Where it is, or else the empty place where it would be. */
    private int place(long hash) {
        int place = (int) hash & mask;
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private static long kept(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
