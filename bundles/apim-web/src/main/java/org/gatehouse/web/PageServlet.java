package org.gatehouse.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A door's pages: what it shows, its forms, and signing in and out. A form without the session's token does nothing. Every
 * failure is a page of ours; a failure that is ours is logged once with the id that the page shows.
 */
public abstract class PageServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);
    private static final Map<String, String> ASSETS =
            Map.of("/assets/gatehouse.css", "text/css; charset=UTF-8", "/assets/gatehouse.svg", "image/svg+xml");

    private final Door door;
    private final Sessions sessions;
    private final String base;
    private final Map<String, PageVerb> shown = new HashMap<>();
    private final Map<String, PageVerb> forms = new HashMap<>();
    private final Set<String> guardedOtherwise = new HashSet<>();
    private final Templates templates;

    /** The pages of a door, with templates from {@code templates/} of the subclass's bundle. */
    protected PageServlet(Door door, SignIn signIn) {
        this(door, signIn, "");
    }

    /** The same below a path of the context. */
    protected PageServlet(Door door, SignIn signIn, String base) {
        this(door, new Sessions(signIn.authenticator()), base);
        show(Door.SIGN_IN, this::signInPage);
        form(Door.SIGN_IN, visit -> signIn(visit, signIn));
        form("/logout", PageServlet::signOut);
    }

    /** Pages below a path of the context, without the usual ways to sign in and out. */
    protected PageServlet(Door door, Sessions sessions, String base) {
        this.door = door;
        this.sessions = sessions;
        this.base = base;
        this.templates = new Templates(getClass().getClassLoader());
    }

    /** Answers GET on the path. */
    protected final void show(String path, PageVerb verb) {
        shown.put(path, verb);
    }

    /** Answers the form that posts to the path. */
    protected final void form(String path, PageVerb verb) {
        forms.put(path, verb);
    }

    /** Answers a form that scripts post too: what it carries is a secret in itself, and stands for the session's token. */
    protected final void formWithItsOwnSecret(String path, PageVerb verb) {
        form(path, verb);
        guardedOtherwise.add(path);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.secure(response);
        String path = path(request);
        if (ASSETS.containsKey(path)) {
            asset(path, response);
            return;
        }
        Headers.dontStore(response);
        Page page = page(path, request, response);
        if (page instanceof Page.Moved moved) {
            response.sendRedirect(request.getContextPath() + base + moved.path());
        } else if (page instanceof Page.Left left) {
            response.sendRedirect(left.address());
        } else if (page instanceof Page.Shown body) {
            Headers.secure(response, body.formsLeadTo());
            write(body, request, response);
        }
    }

    private String path(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        boolean within = path.equals(base) || path.startsWith(base + "/");
        String below = within ? path.substring(base.length()) : path;
        return below.isEmpty() ? "/" : below;
    }

    private Page page(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return answer(path, request);
        } catch (NotSignedIn stranger) {
            return Page.to(Door.SIGN_IN);
        } catch (Invalid refused) {
            return problem(400, "That is not valid", refused.getMessage());
        } catch (Forbidden refused) {
            return problem(403, "That is not allowed", refused.getMessage());
        } catch (NotFound refused) {
            return problem(404, "Page not found", refused.getMessage());
        } catch (Conflict refused) {
            return problem(409, "That collides with something", refused.getMessage());
        } catch (Unavailable refused) {
            return problem(503, "Not available right now", refused.getMessage());
        } catch (RuntimeException | StackOverflowError failure) {
            String id = UUID.randomUUID().toString();
            LOG.error("Page {} failed; correlation id {}", path, id, failure);
            response.setHeader(JagServlet.CORRELATION_HEADER, id);
            return problem(500, "Something went wrong", "It is noted in the server's log under " + id + ".");
        }
    }

    private Page answer(String path, HttpServletRequest request) throws IOException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        PageVerb verb = (reads ? shown : forms).get(path);
        if (verb == null) {
            boolean known = shown.containsKey(path) || forms.containsKey(path);
            return known
                    ? problem(405, "This address works another way", "It does not answer " + request.getMethod() + ".")
                    : problem(404, "Page not found", "There is nothing at this address.");
        }
        PageVisit visit = new PageVisit(request, Parameters.of(request), sessions);
        if (!reads && !isOurs(path, visit)) {
            return problem(
                    403, "This form has expired", "Go back, reload the page and send it again. Nothing was changed.");
        }
        return verb.answer(visit);
    }

    private boolean isOurs(String path, PageVisit visit) {
        return guardedOtherwise.contains(path) || FormToken.isIn(visit.request(), visit.parameters());
    }

    private static Page problem(int status, String title, @Nullable String message) {
        return Page.show(status, "problem", Json.object("heading", title, "message", message));
    }

    private Page signInPage(PageVisit visit) {
        return visit.visitor().isPresent() ? Page.to(door.home()) : Page.show("sign-in", "user", "", "problem", "");
    }

    private Page signIn(PageVisit visit, SignIn signIn) {
        String user = visit.parameters().text("username").trim();
        String password = visit.parameters().text("password");
        if (user.isEmpty() || password.isEmpty()) {
            return refused(user, "Enter both your user name and your password.");
        }
        try {
            return switch (signIn.attempt(visit.request(), user, password)) {
                case ADMITTED -> Page.to(door.home());
                case UNKNOWN -> refused(user, "User name or password is not right.");
                case NOT_ALLOWED -> refused(user, "Your roles do not let you in here.");
            };
        } catch (Forbidden | Unavailable notNow) {
            return refused(user, String.valueOf(notNow.getMessage()));
        }
    }

    private static Page refused(String user, String problem) {
        return Page.show(401, "sign-in", Json.object("user", user, "problem", problem));
    }

    private static Page signOut(PageVisit visit) {
        Sessions.close(visit.request());
        return Page.to(Door.SIGN_IN);
    }

    private void write(Page.Shown page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageVisit visit = new PageVisit(request, new Parameters(Map.of(), Map.of()), sessions);
        Map<String, @Nullable Object> values = new HashMap<>(page.values());
        values.put("door", door);
        values.put("base", request.getContextPath() + base);
        values.put("here", path(request));
        values.put("signsIn", shown.containsKey(Door.SIGN_IN));
        values.put("token", hasForm(page, request) ? FormToken.of(request, response) : "");
        values.put("done", visit.take(PageVisit.DONE));
        values.put("failed", visit.take(PageVisit.FAILED));
        values.put("signedIn", visitor(visit));
        String html = templates.render(page.template(), values);
        response.setStatus(page.status());
        response.setContentType("text/html; charset=UTF-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    /** The one to greet. A page that says what is wrong does not fail over the same once more. */
    private static String visitor(PageVisit visit) {
        try {
            return visit.visitor().map(caller -> caller.user().toString()).orElse("");
        } catch (RuntimeException unknown) {
            LOG.debug("nobody tells who visits", unknown);
            return "";
        }
    }

    /** Strangers find a form on the sign-in page only; elsewhere they need no cookie. */
    private static boolean hasForm(Page.Shown page, HttpServletRequest request) {
        return page.template().equals("sign-in") || Sessions.isOpen(request);
    }

    private static void asset(String path, HttpServletResponse response) throws IOException {
        response.setContentType(ASSETS.get(path));
        response.setHeader("Cache-Control", "max-age=300");
        try (InputStream in = PageServlet.class.getResourceAsStream(path)) {
            if (in != null) {
                in.transferTo(response.getOutputStream());
            }
        }
    }
}
