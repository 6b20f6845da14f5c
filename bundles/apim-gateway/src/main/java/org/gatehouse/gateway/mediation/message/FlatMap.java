package org.gatehouse.gateway.mediation.message;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Properties side by side in one array, found by probing: a message has some dozens of them and lives for one call. Not safe
 * for several threads at once.
 */
public final class FlatMap extends AbstractMap<String, Object> {
    /** The fullest, as a fraction: beyond that, looking for a name takes too many steps. */
    private static final int MOST = 3;

    private static final int MOST_PARTS = 4;

    /** Names at even places, each with its value behind it; the length is a power of two. */
    private @Nullable Object[] slots;

    private int size;

    /** An empty one that need not grow until three quarters of its slots, a power of two, are taken. */
    public FlatMap(int slots) {
        this.slots = new Object[2 * slots];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name == null ? null : slots[find(slots, name) + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name != null && slots[find(slots, name)] != null;
    }

    @Override
    public @Nullable Object put(String name, Object value) {
        int at = find(slots, name);
        Object before = slots[at + 1];
        if (slots[at] == null) {
            if (MOST_PARTS * (size + 1) > MOST * (slots.length / 2)) {
                grow();
                at = find(slots, name);
            }
            slots[at] = name;
            size++;
        }
        slots[at + 1] = value;
        return before;
    }

    @Override
    public @Nullable Object remove(@Nullable Object name) {
        int at = name == null ? -1 : find(slots, name);
        return at < 0 || slots[at] == null ? null : removeAt(at);
    }

    @Override
    public void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Walk();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** Mediators take properties away through it. */
    @Override
    public Set<String> keySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<String> iterator() {
                Iterator<Entry<String, Object>> entries = new Walk();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return entries.hasNext();
                    }

                    @Override
                    public String next() {
                        return entries.next().getKey();
                    }

                    @Override
                    public void remove() {
                        entries.remove();
                    }
                };
            }

            @Override
            public int size() {
                return size;
            }

            @Override
            public boolean contains(@Nullable Object name) {
                return containsKey(name);
            }

            @Override
            public boolean remove(@Nullable Object name) {
                return FlatMap.this.remove(name) != null;
            }
        };
    }

    /** Where the name is, or where it would be put. */
    private static int find(@Nullable Object[] slots, Object name) {
        int mask = slots.length - 2;
        int hash = name.hashCode();
        int at = ((hash ^ (hash >>> 16)) << 1) & mask;
        while (slots[at] != null && slots[at] != name && !name.equals(slots[at])) {
            at = (at + 2) & mask;
        }
        return at;
    }

    private void grow() {
        @Nullable Object[] larger = new Object[2 * slots.length];
        for (int i = 0; i < slots.length; i += 2) {
            Object name = slots[i];
            if (name != null) {
                int at = find(larger, name);
                larger[at] = name;
                larger[at + 1] = slots[i + 1];
            }
        }
        slots = larger;
    }

    /** Takes one out and puts back those that were pushed behind it. */
    private @Nullable Object removeAt(int at) {
        Object value = slots[at + 1];
        int mask = slots.length - 2;
        slots[at] = null;
        slots[at + 1] = null;
        size--;
        for (int next = (at + 2) & mask; slots[next] != null; next = (next + 2) & mask) {
            Object name = slots[next];
            Object moved = slots[next + 1];
            slots[next] = null;
            slots[next + 1] = null;
            int home = find(slots, name);
            slots[home] = name;
            slots[home + 1] = moved;
        }
        return value;
    }

    /** Over the entries that were there when it began. */
    private final class Walk implements Iterator<Entry<String, Object>> {
        private final @Nullable Object[] seen = slots.clone();
        private int next = after(-2);
        private @Nullable String current;

        private int after(int at) {
            int following = at + 2;
            while (following < seen.length && seen[following] == null) {
                following += 2;
            }
            return following;
        }

        @Override
        public boolean hasNext() {
            return next < seen.length;
        }

        @Override
        public Entry<String, Object> next() {
            Object value = next < seen.length ? seen[next + 1] : null;
            if (value == null) {
                throw new NoSuchElementException();
            }
            String name = (String) seen[next];
            current = name;
            next = after(next);
            return new SimpleEntry<>(name, value) {
                @Override
                public Object setValue(Object changed) {
                    put(getKey(), changed);
                    return super.setValue(changed);
                }
            };
        }

        @Override
        public void remove() {
            if (current == null) {
                throw new IllegalStateException();
            }
            FlatMap.this.remove(current);
            current = null;
        }
    }
}
