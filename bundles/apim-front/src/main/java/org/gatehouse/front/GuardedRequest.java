package org.gatehouse.front;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request behind the front. Its body is bounded; a session begins in one way only; and the container's own readers of
 * forms, which know no bounds of ours, are out of reach.
 */
final class GuardedRequest extends HttpServletRequestWrapper {
    private static final String SELF = "org.gatehouse.front.request";

    private final GuardedResponse response;
    private final Entrance entrance;
    private final Sender sender;
    private final Body body;
    private final OpenSessions sessions;
    private @Nullable KnownSession session;

    GuardedRequest(
            HttpServletRequest request, GuardedResponse response, Sender sender, Body body, OpenSessions sessions) {
        super(request);
        this.response = response;
        this.entrance = response.entrance();
        this.sender = sender;
        this.body = body;
        this.sessions = sessions;
        this.session = sessions.of(request);
        if (session != null) {
            session.use();
        }
        request.setAttribute(SELF, this);
    }

    static GuardedRequest of(HttpServletRequest request) {
        if (request.getAttribute(SELF) instanceof GuardedRequest guarded) {
            return guarded;
        }
        throw new IllegalStateException("a request that has not come through the front is not answered");
    }

    Body body() {
        return body;
    }

    Sender sender() {
        return sender;
    }

    /** A session that nobody had before, with a cookie that goes no further than it must. */
    HttpSession begin(String owner, Duration idle) {
        KnownSession old = session;
        if (old != null) {
            old.invalidate();
        }
        KnownSession begun = sessions.begin(getContextPath(), owner, idle);
        session = begun;
        String path = getContextPath().isEmpty() ? "/" : getContextPath();
        response.addHeader(
                "Set-Cookie",
                OpenSessions.COOKIE + "=" + begun.getId() + "; Path=" + path + (isSecure() ? "; Secure" : "")
                        + "; HttpOnly; SameSite=" + entrance.sameSite());
        return begun;
    }

    @Override
    public HttpSession getSession() {
        return getSession(true);
    }

    @Override
    @SuppressWarnings("NullAway") // As the specification has it.
    public HttpSession getSession(boolean create) {
        KnownSession known = session == null || session.isOver() ? null : session;
        if (known == null && create) {
            throw new IllegalStateException("a session begins when someone signs in, and not before");
        }
        return known;
    }

    @Override
    public String changeSessionId() {
        throw new IllegalStateException("a session goes on under the id that it began under");
    }

    @Override
    public @Nullable String getRequestedSessionId() {
        return null;
    }

    @Override
    public boolean isRequestedSessionIdValid() {
        return false;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Bounded(body.in());
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String named = getCharacterEncoding();
        Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    @SuppressWarnings({"NullAway", "ReturnsNullCollection"}) // As the specification has it.
    public String[] getParameterValues(String name) {
        return null;
    }

    @Override
    public Collection<Part> getParts() throws IOException {
        throw new IOException("parts are read by the doors");
    }

    @Override
    public Part getPart(String name) throws IOException {
        throw new IOException("parts are read by the doors");
    }

    private static final class Bounded extends ServletInputStream {
        private final InputStream in;
        private boolean finished;

        private Bounded(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            finished |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            finished |= read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read in the request's own thread");
        }
    }
}
