package org.gatehouse.gateway.mediation.message;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Header fields as the map that mediators expect under {@code TRANSPORT_HEADERS}: one value a field, but names in any
 * case, and fields that nobody touches keep all their values.
 */
public final class HeaderMap extends AbstractMap<String, Object> {
    private final Headers headers;
    /** Names that mediation gave a value, one of them perhaps twice. */
    private @Nullable List<String> set;

    HeaderMap(Headers headers) {
        this.headers = headers;
    }

    /** What mediators left under {@code TRANSPORT_HEADERS}, whatever kind of map it is. */
    public static Headers headers(@Nullable Object transportHeaders) {
        if (transportHeaders instanceof HeaderMap ours) {
            return ours.headers;
        }
        Headers headers = Headers.empty();
        if (transportHeaders instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.set(String.valueOf(name), String.valueOf(value)));
        }
        return headers;
    }

    private void noteSet(String name) {
        List<String> noted = set == null ? new ArrayList<>(4) : set;
        noted.add(name);
        set = noted;
    }

    private boolean wasSet(String name) {
        return set != null && set.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Of a copy: what mediation had set before it was made, and what is another value since, it has set. */
    void setLike(HeaderMap original) {
        for (String name : headers.names()) {
            boolean before = original.wasSet(name);
            if (before || !headers.all(name).equals(original.headers.all(name))) {
                noteSet(name);
            }
        }
    }

    /** Takes out the fields that were there before mediation, but for those of these names. */
    void keepOnlySet(String... names) {
        Set<String> kept = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        kept.addAll(List.of(names));
        if (set != null) {
            kept.addAll(set);
        }
        for (String name : List.copyOf(headers.names())) {
            if (!kept.contains(name)) {
                headers.remove(name);
            }
        }
    }

    @Override
    public @Nullable Object get(Object name) {
        return headers.get(String.valueOf(name));
    }

    @Override
    public boolean containsKey(Object name) {
        return headers.contains(String.valueOf(name));
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        Object before = headers.get(name);
        if (value == null) {
            headers.remove(name);
        } else {
            headers.set(name, value.toString());
            noteSet(name);
        }
        return before;
    }

    @Override
    public @Nullable Object remove(Object name) {
        Object before = get(name);
        headers.remove(String.valueOf(name));
        return before;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return headers.names().size();
            }
        };
    }

    private final class Entries implements Iterator<Entry<String, Object>> {
        private final Iterator<String> names = List.copyOf(headers.names()).iterator();
        private String current = "";

        @Override
        public boolean hasNext() {
            return names.hasNext();
        }

        @Override
        public Entry<String, Object> next() {
            current = names.next();
            return new SimpleEntry<>(current, String.valueOf(headers.get(current))) {
                @Override
                public @Nullable Object setValue(Object value) {
                    return put(getKey(), value);
                }
            };
        }

        @Override
        public void remove() {
            headers.remove(current);
        }
    }
}
