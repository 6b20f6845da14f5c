package org.gatehouse.gateway.transport.internal;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** Headers as Netty holds them; not copied on the way in. */
public final class PlainHeaders implements Headers {
    private final HttpHeaders fields;

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
        return fields.get(name);
    }

    @Override
    public List<String> all(String name) {
        return fields.getAll(name);
    }

    @Override
    public Set<String> names() {
        return fields.names();
    }

    @Override
    public Headers add(String name, String value) {
        fields.add(name, value);
        return this;
    }

    @Override
    public Headers set(String name, String value) {
        fields.set(name, value);
        return this;
    }

    @Override
    public Headers remove(String name) {
        fields.remove(name);
        return this;
    }

    @Override
    public boolean contains(String name) {
        return fields.contains(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> visitor) {
        var entries = fields.iteratorAsString();
        while (entries.hasNext()) {
            Map.Entry<String, String> entry = entries.next();
            visitor.accept(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public Headers copy() {
        return new PlainHeaders(fields.copy());
    }

    @Override
    public String toString() {
        return fields.names().toString();
    }
}
