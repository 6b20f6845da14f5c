package org.gatehouse.front;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/** An answer behind the front: no host of a request gets into {@code Location}, and no error page is the container's. */
final class GuardedResponse extends HttpServletResponseWrapper {
    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SESSION = "JSESSIONID=";
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

    /** A path stays one: the browser knows which host it asked. */
    @Override
    public void sendRedirect(String location) throws IOException {
        String target = ABSOLUTE.matcher(location).matches() ? location : "/" + location.replaceFirst("^[/\\\\]+", "");
        resetBuffer();
        setStatus(SC_FOUND);
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

    /** Gives the container's cookie of the session what it leaves out. */
    void guardCookies(String sameSite, boolean secure) {
        List<String> cookies = new ArrayList<>(getHeaders(SET_COOKIE));
        for (int i = 0; i < cookies.size(); i++) {
            String cookie =
                    cookies.get(i).startsWith(SESSION) ? guarded(cookies.get(i), sameSite, secure) : cookies.get(i);
            if (i == 0) {
                setHeader(SET_COOKIE, cookie);
            } else {
                addHeader(SET_COOKIE, cookie);
            }
        }
    }

    private static String guarded(String cookie, String sameSite, boolean secure) {
        String guarded = with(cookie, "HttpOnly", "HttpOnly");
        return with(secure ? with(guarded, "Secure", "Secure") : guarded, "SameSite=", "SameSite=" + sameSite);
    }

    private static String with(String cookie, String mark, String attribute) {
        boolean has = cookie.toLowerCase(Locale.ROOT).contains("; " + mark.toLowerCase(Locale.ROOT))
                || cookie.toLowerCase(Locale.ROOT).contains(";" + mark.toLowerCase(Locale.ROOT));
        return has ? cookie : cookie + "; " + attribute;
    }

    @Override
    public String toString() {
        return entrance + " " + request.getMethod();
    }
}
