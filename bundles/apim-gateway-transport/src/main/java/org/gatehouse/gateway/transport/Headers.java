package org.gatehouse.gateway.transport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields in order; names are compared without regard to case (RFC 9110 §5.1). Not safe for several threads. */
public interface Headers {
    /** The first value of the field, null if it is absent. */
    @Nullable String get(String name);

    /** All values of the field, in order. */
    List<String> all(String name);

    /** Names that occur, as first written. */
    Set<String> names();

    /** Adds one more value. */
    Headers add(String name, String value);

    /** Replaces all values by one. */
    Headers set(String name, String value);

    /** Removes the field. */
    Headers remove(String name);

    /** Whether the field occurs. */
    boolean contains(String name);

    /** Walks over all fields in order. */
    void forEach(BiConsumer<String, String> visitor);

    /** A copy that can be changed on its own. */
    Headers copy();

    /** No fields yet. */
    static Headers empty() {
        return new org.gatehouse.gateway.transport.internal.PlainHeaders();
    }

    /** These fields. */
    static Headers of(Map<String, String> fields) {
        Headers headers = empty();
        fields.forEach(headers::add);
        return headers;
    }
}
