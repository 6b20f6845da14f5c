package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;

/** An answer behind the front: no host of a request gets into {@code Location}, and no error page is the container's. */
final class GuardedResponse extends HttpServletResponseWrapper {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private final HttpServletRequest request;
    private final Entrance entrance;

    GuardedResponse(HttpServletRequest request, HttpServletResponse response, Entrance entrance) {
        super(response);
        this.request = request;
        this.entrance = entrance;
    }

    Entrance entrance() {
        return entrance;
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        sendRedirect(location, SC_FOUND, true);
    }

    /** A path stays one: the browser knows which host it asked. */
    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        String target = ABSOLUTE.matcher(location).matches() ? location : "/" + location.replaceFirst("^[/\\\\]+", "");
        if (clearBuffer) {
            resetBuffer();
        }
        setStatus(status);
        setHeader("Location", target);
        setContentLength(0);
        flushBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, "");
    }

    /** What the container wanted to say is left out: it may be of the inside, or of the request. */
    @Override
    public void sendError(int status, String message) throws IOException {
        refuse(status, Phrases.of(status));
    }

    /** Says no in the door's shape; does nothing where an answer is on its way already. */
    void refuse(int status, String message) throws IOException {
        if (isCommitted()) {
            return;
        }
        resetBuffer();
        if (status == Body.TOO_LARGE || status == Body.TIMEOUT || status == Body.BUSY) {
            // What is left of the body is nobody's.
            setHeader("Connection", "close");
        }
        if (status == Body.BUSY) {
            setHeader("Retry-After", "5");
        }
        entrance.say(this, status, message);
        flushBuffer();
    }

    @Override
    public String toString() {
        return entrance + " " + request.getMethod();
    }
}
