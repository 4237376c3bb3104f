package dev.clickstream.cli.simulate;

import java.util.List;
import java.util.random.RandomGenerator;

/** The few kinds of chance that people's habits follow. */
final class Dice {
    private Dice() {}

    static boolean chance(RandomGenerator random, double share) {
        return random.nextDouble() < share;
    }

    /** 0..bound-1, low numbers far more often than high ones. */
    static int lowest(RandomGenerator random, int bound) {
        return (int) (Math.pow(random.nextDouble(), 2.5) * bound);
    }

    static <T> T often(RandomGenerator random, List<T> mostCommonFirst) {
        return mostCommonFirst.get(lowest(random, mostCommonFirst.size()));
    }

    /** 1, 2, 3 ... with the given mean, at most {@code most}. */
    static int count(RandomGenerator random, double mean, int most) {
        int count = 1;
        while (count < most && random.nextDouble() > 1 / mean) {
            count++;
        }
        return count;
    }
}
