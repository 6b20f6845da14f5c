package org.gatehouse.gateway.mediation;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Header fields as the map that mediators expect under {@code TRANSPORT_HEADERS}: one value a field, but names in any
 * case, and fields that nobody touches keep all their values.
 */
final class HeaderMap extends AbstractMap<String, Object> {
    private final Headers headers;

    HeaderMap(Headers headers) {
        this.headers = headers;
    }

    /** What mediators left under {@code TRANSPORT_HEADERS}, whatever kind of map it is. */
    static Headers headers(@Nullable Object transportHeaders) {
        if (transportHeaders instanceof HeaderMap ours) {
            return ours.headers;
        }
        Headers headers = Headers.empty();
        if (transportHeaders instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.set(String.valueOf(name), String.valueOf(value)));
        }
        return headers;
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
