package org.gatehouse.front;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A session of ours: the server's own may go under an id that the browser came with. Ends once, and then answers nothing. */
final class KnownSession implements HttpSession {
    private final String id;
    private final String owner;
    private final LongSupplier nanos;
    private final long created = System.currentTimeMillis();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private volatile long used;
    private volatile int idleSeconds;
    private volatile boolean isEnded;

    KnownSession(String id, String owner, int idleSeconds, LongSupplier nanos) {
        this.id = id;
        this.owner = owner;
        this.nanos = nanos;
        this.idleSeconds = idleSeconds;
        this.used = nanos.getAsLong();
    }

    /** Whom it is of, and at which door. */
    String owner() {
        return owner;
    }

    boolean isOver() {
        return isEnded || nanos.getAsLong() - used > TimeUnit.SECONDS.toNanos(idleSeconds);
    }

    /** A request has come with it. */
    void use() {
        used = nanos.getAsLong();
    }

    private void check() {
        if (isEnded) {
            throw new IllegalStateException("the session has ended");
        }
    }

    @Override
    public long getCreationTime() {
        check();
        return created;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public long getLastAccessedTime() {
        check();
        return System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - used);
    }

    @Override
    public ServletContext getServletContext() {
        throw new UnsupportedOperationException("a session is of no context of the server's");
    }

    @Override
    public void setMaxInactiveInterval(int interval) {
        idleSeconds = interval;
    }

    @Override
    public int getMaxInactiveInterval() {
        return idleSeconds;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        check();
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        check();
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        check();
        if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }

    @Override
    public void removeAttribute(String name) {
        check();
        attributes.remove(name);
    }

    @Override
    public void invalidate() {
        isEnded = true;
        attributes.clear();
    }

    @Override
    public boolean isNew() {
        return false;
    }
}
