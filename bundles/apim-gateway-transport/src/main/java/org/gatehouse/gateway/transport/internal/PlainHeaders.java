package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** Headers as Netty holds them; not copied on the way in. */
public final class PlainHeaders implements Headers {
    private static final int MOST_NAMES = 1_000;
    /** Names that were asked for, in the form that knows its hash without regard to case. */
    private static final Map<String, AsciiString> NAMES = new ConcurrentHashMap<>();

    private final HttpHeaders fields;
    private boolean traced;
    private boolean changed;

    /** No fields yet; names and values are checked for characters that would break the framing. */
    public PlainHeaders() {
        this(DefaultHttpHeadersFactory.headersFactory().withValidation(true).newHeaders());
    }

    PlainHeaders(HttpHeaders fields) {
        this.fields = fields;
    }

    /** Netty's view of any headers. */
    static HttpHeaders netty(Headers headers) {
        if (headers instanceof PlainHeaders plain) {
            return plain.fields;
        }
        HttpHeaders copy = new DefaultHttpHeaders();
        headers.forEach(copy::add);
        return copy;
    }

    @Override
    public @Nullable String get(String name) {
        return fields.get(hashed(name));
    }

    @Override
    public List<String> all(String name) {
        return fields.getAll(hashed(name));
    }

    @Override
    public Set<String> names() {
        return fields.names();
    }

    @Override
    public Headers add(String name, String value) {
        changed = true;
        fields.add(name, value);
        return this;
    }

    @Override
    public Headers set(String name, String value) {
        changed = true;
        fields.set(hashed(name), value);
        return this;
    }

    @Override
    public Headers remove(String name) {
        changed = true;
        fields.remove(hashed(name));
        return this;
    }

    @Override
    public boolean contains(String name) {
        return fields.contains(hashed(name));
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) {
        var entries = fields.iteratorAsString();
        while (entries.hasNext()) {
            Map.Entry<String, String> entry = entries.next();
            visitor.accept(entry.getKey(), entry.getValue());
        }
    }

    /** Whether somebody has set, added or removed one. */
    boolean isChanged() {
        return changed;
    }

    @Override
    public Headers copy() {
        PlainHeaders copy = new PlainHeaders(fields.copy());
        copy.traced = traced;
        return copy;
    }

    /** Says who passes these on, and for whom: once, however often they are sent. */
    static void trace(Headers headers, String method, String version, String client) {
        if (headers instanceof PlainHeaders own && !own.traced) {
            own.traced = true;
            Framing.traceTo(own.fields, method, version, client);
        }
    }

    private static CharSequence hashed(String name) {
        AsciiString known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        if (NAMES.size() < MOST_NAMES) {
            NAMES.put(name, AsciiString.cached(name));
        }
        return name;
    }

    @Override
    public String toString() {
        return fields.names().toString();
    }
}
