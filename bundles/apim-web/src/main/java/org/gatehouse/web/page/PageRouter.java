package org.gatehouse.web.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.web.Door;
import org.gatehouse.web.FormToken;
import org.gatehouse.web.Headers;
import org.gatehouse.web.NotSignedIn;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;
import org.gatehouse.web.request.Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A door's pages: what its sections show as they come and go, their forms, and signing in and out. A form without the
 * session's token does nothing. Every failure is a page of ours; a failure that is ours is logged once with the id that the
 * page shows.
 */
public abstract class PageRouter extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(PageRouter.class);

    private final transient Sessions sessions;
    private final String base;
    private final transient Routes own = new Routes();
    private final transient List<Mounted> sections = new CopyOnWriteArrayList<>();
    private final transient PageRenderer renderer;

    /** The pages of a door, with templates from {@code templates/} of the subclass's bundle. */
    protected PageRouter(Door door, SignIn signIn) {
        this(door, signIn, "");
    }

    /** The same below a path of the context. */
    protected PageRouter(Door door, SignIn signIn, String base) {
        this(door, signIn.sessions(), base);
        new SignInPage(door, signIn).open(own);
    }

    /** Pages below a path of the context, without the usual ways to sign in and out. */
    protected PageRouter(Door door, Sessions sessions, String base) {
        this.sessions = sessions;
        this.base = base;
        this.renderer = new PageRenderer(door, getClass().getClassLoader());
    }

    /** The door's own paths, beside those of its sections. */
    protected final Routes own() {
        return own;
    }

    /** Shows what the section shows, too. */
    protected final void add(PageSection section) {
        Routes routes = new Routes();
        section.open(routes);
        sections.add(new Mounted(section, routes, List.copyOf(section.menu())));
    }

    /** Forgets the section. */
    protected final void remove(PageSection section) {
        sections.removeIf(mounted -> mounted.section == section);
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.secure(response);
        String path = path(request);
        if (Assets.SHARED.answers(path, request, response)) {
            return;
        }
        Page page = page(path, request, response);
        if (page instanceof Page.Drawn drawn) {
            drawn.picture().send(request, response);
            return;
        }
        Headers.dontStore(response);
        if (page instanceof Page.Moved moved) {
            move(request.getContextPath() + base + moved.path(), request, response);
        } else if (page instanceof Page.Left left) {
            response.sendRedirect(left.address());
        } else if (page instanceof Page.Kept kept) {
            kept.attachment().send(response);
        } else if (page instanceof Page.Shown body) {
            Headers.secure(response, body.formsLeadTo());
            show(body, path, request, response);
        }
    }

    /** Whoever asks for a piece of a page goes on to the other as a whole: htmx would look for its piece there. */
    private static void move(String address, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if ("true".equals(request.getHeader("HX-Request"))) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setHeader("HX-Redirect", address);
        } else {
            response.sendRedirect(address);
        }
    }

    /** A page that cannot be made is one that failed; nothing of it has been sent. */
    private void show(Page.Shown page, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageVisit visit = new PageVisit(request, Parameters.NONE, Map.of(), sessions);
        PageRenderer.Place place = new PageRenderer.Place(request.getContextPath() + base, path, menu(), hasSignIn());
        try {
            renderer.write(page, place, visit, response);
        } catch (RuntimeException | StackOverflowError failure) {
            if (page.template().equals(Problem.TEMPLATE)) {
                throw failure;
            }
            renderer.write(failed(path, failure, response), place, visit, response);
        }
    }

    private static Page.Shown failed(String path, Throwable failure, HttpServletResponse response) {
        String id = UUID.randomUUID().toString();
        LOG.error("Page {} failed; correlation id {}", path, id, failure);
        response.setHeader(Headers.CORRELATION, id);
        return Problem.FAILED.with(id);
    }

    private String path(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        boolean within = path.equals(base) || path.startsWith(base + "/");
        String below = within ? path.substring(base.length()) : path;
        return below.isEmpty() ? "/" : below;
    }

    private List<MenuEntry> menu() {
        return sections.stream()
                .flatMap(mounted -> mounted.menu.stream())
                .sorted(Comparator.comparingInt(MenuEntry::rank))
                .toList();
    }

    private boolean hasSignIn() {
        return !own.at(Door.SIGN_IN).isEmpty();
    }

    private Page page(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            return answer(path, request);
        } catch (NotSignedIn stranger) {
            return Page.to(Door.SIGN_IN);
        } catch (Invalid refused) {
            return Problem.INVALID.because(refused);
        } catch (Forbidden refused) {
            return Problem.FORBIDDEN.because(refused);
        } catch (NotFound refused) {
            return Problem.NOT_FOUND.because(refused);
        } catch (Conflict refused) {
            return Problem.CONFLICT.because(refused);
        } catch (Unavailable refused) {
            return Problem.UNAVAILABLE.because(refused);
        } catch (RuntimeException | StackOverflowError failure) {
            return failed(path, failure, response);
        }
    }

    private Page answer(String path, HttpServletRequest request) throws IOException {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        List<Routes.Found> there = Stream.concat(
                        Stream.of(own), sections.stream().map(Mounted::routes))
                .flatMap(routes -> routes.at(path).stream())
                .toList();
        Optional<Routes.Found> found = there.stream()
                .filter(candidate -> candidate.route().reads() == reads)
                .findFirst();
        if (found.isEmpty()) {
            return there.isEmpty() ? Problem.NOTHING_THERE.with("") : Problem.OTHER_METHOD.with(request.getMethod());
        }
        Routes.Route route = found.get().route();
        PageVisit visit = new PageVisit(
                request,
                Parameters.of(request, Sessions.isOpen(request)),
                found.get().names(),
                sessions);
        if (!reads && !route.hasItsOwnSecret() && !FormToken.isIn(request, visit.parameters())) {
            return Problem.EXPIRED.with("");
        }
        return route.verb().answer(visit);
    }

    /** A section that is there. */
    private record Mounted(PageSection section, Routes routes, List<MenuEntry> menu) {}
}
