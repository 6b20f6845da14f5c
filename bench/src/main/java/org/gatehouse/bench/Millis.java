package org.gatehouse.bench;

import java.util.ArrayList;
import java.util.List;

/** How long something took, each time that it was done. */
final class Millis {
    private final List<Double> all = new ArrayList<>();

    void add(double millis) {
        all.add(millis);
    }

    /** Of an odd number of times, the one in the middle; of an even number, the longer of two. */
    double middle() {
        return at(0.5);
    }

    /** What 99 of 100 took at most. */
    double p99() {
        return at(0.99);
    }

    private double at(double share) {
        if (all.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = all.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}
