package org.gatehouse.front;

import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of every servlet. Plain HTTP is for this machine only; what a foreign page asks for in a user's name is
 * refused; the answer protects whoever shows it; and what fails behind is logged once and shows nothing of itself.
 */
@Component(service = Front.class)
public final class Front {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final Set<String> LINKED = Set.of("GET", "HEAD");
    private static final String CORRELATION_HEADER = "X-Correlation-Id";

    private final PublicNames names;
    private final CrossOrigin others;
    private final LongSupplier nanos;
    private final OpenSessions sessions;

    /** For a server of these names, some answers of which others may read. */
    @Activate
    public Front(@Reference PublicNames names, @Reference CrossOrigin others) {
        this(names, others, System::nanoTime);
    }

    Front(PublicNames names, CrossOrigin others, LongSupplier nanos) {
        this.names = names;
        this.others = others;
        this.nanos = nanos;
        this.sessions = new OpenSessions(nanos);
    }

    /** The servlet as it may be registered with a server. */
    public Servlet before(Servlet inside) {
        return new GuardedServlet(this, inside);
    }

    void answer(HttpServletRequest request, HttpServletResponse response, FilterChain inside) throws IOException {
        Entrance entrance = Entrance.of(request);
        GuardedResponse guarded = new GuardedResponse(request, response, entrance);
        protect(request, guarded);
        boolean isShared = others.share(request, guarded);
        Sender sender = Sender.of(request, names);
        if (request.getMethod().equals("TRACE")) {
            guarded.refuse(405, Phrases.of(405));
        } else if (isExposed(request)) {
            exposed(entrance, request, guarded);
        } else if (isShared && CrossOrigin.isPreflight(request)) {
            others.preflight(request, guarded);
        } else if (sender == Sender.FOREIGN_PAGE && entrance.refusesForeignPages(request.getMethod())) {
            guarded.refuse(403, "Requests from pages of other sites are not supported");
        } else if (!isOfKnownCharset(request)) {
            guarded.refuse(415, Phrases.of(415));
        } else {
            pass(request, guarded, sender, inside);
        }
    }

    /** The container looks the charset up whenever somebody asks for the type, and fails where there is none of that name. */
    private static boolean isOfKnownCharset(HttpServletRequest request) {
        try {
            request.getContentType();
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        int seconds = names.hstsSeconds(request);
        if (seconds > 0) {
            response.setHeader("Strict-Transport-Security", "max-age=" + seconds);
        }
    }

    /** Whether somebody on the way could read along, or it is no program of this machine that asks, but a page from elsewhere. */
    private static boolean isExposed(HttpServletRequest request) {
        return !request.isSecure() && !(Peer.isThisMachine(request) && Peer.isNamedLocally(request));
    }

    private void exposed(Entrance entrance, HttpServletRequest request, GuardedResponse response) throws IOException {
        if (entrance.isForPeople() && LINKED.contains(request.getMethod())) {
            String query = request.getQueryString();
            String path = request.getRequestURI().replaceFirst("^/+", "/");
            response.sendRedirect(names.secured(request) + path + (query == null ? "" : "?" + query));
        } else {
            response.refuse(403, "This is there over HTTPS only");
        }
    }

    private void pass(HttpServletRequest request, GuardedResponse response, Sender sender, FilterChain inside)
            throws IOException {
        try (Body body = new Body(request, response.entrance().budget(), nanos)) {
            try {
                inside.doFilter(new GuardedRequest(request, response, sender, body, sessions), response);
            } catch (IOException | ServletException | RuntimeException | StackOverflowError failure) {
                failed(failure, request, response, body);
            }
            BodyRefused refused = body.refused();
            if (refused != null) {
                response.refuse(refused.status(), String.valueOf(refused.getMessage()));
                if (refused.status() == Body.TOO_LARGE && request.getHeader("Expect") == null) {
                    body.discard();
                }
            }
        }
    }

    private static void failed(Throwable failure, HttpServletRequest request, GuardedResponse response, Body body)
            throws IOException {
        if (body.refused() != null) {
            return;
        }
        if (body.isCutOff() || failure instanceof EOFException) {
            // The other end is no longer there, or stopped in the middle.
            LOG.debug("{} {} ended early", request.getMethod(), request.getRequestURI(), failure);
            response.refuse(400, "The request body is cut off");
            return;
        }
        String id = UUID.randomUUID().toString();
        LOG.error("{} {} failed; correlation id {}", request.getMethod(), request.getRequestURI(), id, failure);
        response.setHeader(CORRELATION_HEADER, id);
        response.refuse(500, "Something went wrong. It is noted in the log under " + id);
    }
}
