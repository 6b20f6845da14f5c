package org.gatehouse.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Choices that follow from a seed: the same ones on every machine. */
final class Chance {
    private final SplittableRandom random;

    /** The choices of one input of a door, which owe nothing to the inputs before it. */
    Chance(long seed, String door, int number) {
        random = new SplittableRandom(seed * 31 + door.hashCode() * 0x9E3779B97F4A7C15L + number);
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    final <T> T of(T... each) {
        return each[below(each.length)];
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }
}
