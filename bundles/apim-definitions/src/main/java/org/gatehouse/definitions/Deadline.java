package org.gatehouse.definitions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/** Until when a comparison may go on. A small text may lead to a large schema a hundred thousand times. */
final class Deadline {
    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration longest) {
        return new Deadline(System.nanoTime() + longest.toNanos());
    }

    /**
     * Goes on while there is time.
     *
     * @throws Invalid if there is none left
     */
    void check() {
        if (System.nanoTime() - nanos > 0) {
            throw new Invalid("The definitions can't be compared: too much of them differs, or is said too often");
        }
    }

    /** The same that is there while there is time: who follows references asks it for each. */
    <T> Map<String, T> within(Map<String, T> map) {
        return new LinkedHashMap<>(map) {
            private static final long serialVersionUID = 1;

            @Override
            public @Nullable T get(@Nullable Object key) {
                check();
                return super.get(key);
            }
        };
    }
}
