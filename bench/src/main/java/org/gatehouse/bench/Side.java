package org.gatehouse.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the two that are measured beside each other.
 *
 * @param vitals a look into its virtual machine; null if it has none
 */
record Side(String name, String url, CpuClock cpu, @Nullable Vitals vitals) {
    /** What its threads have allocated so far; empty where nothing can be known of it. */
    Map<Long, Long> allocated() {
        return vitals == null ? Map.of() : vitals.allocated();
    }

    long allocatedSince(Map<Long, Long> before) {
        return vitals == null ? 0 : vitals.allocatedSince(before);
    }
}
