package org.gatehouse.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.front.Sender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the old addresses below {@code /site/blocks/}: one file, one {@code action}, one verb. Errors are told in the
 * JSON under HTTP 200; a failure of ours is logged once, with the id that the answer carries in
 * {@value #CORRELATION_HEADER}.
 */
public abstract class JagServlet extends HttpServlet {
    /** The header that names the log entry of a failure. */
    public static final String CORRELATION_HEADER = "X-Correlation-Id";

    private static final Logger LOG = LoggerFactory.getLogger(JagServlet.class);
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final Map<String, JagFile> files = new HashMap<>();

    /** A servlet of these addresses. */
    protected JagServlet(Sessions sessions, JagFile... files) {
        this.sessions = sessions;
        for (JagFile file : files) {
            this.files.put("/" + file.path(), file);
        }
    }

    /** What speaks against a request before anything else is looked at; empty if nothing. */
    protected Optional<String> objection(HttpServletRequest request, Parameters parameters) {
        return Optional.empty();
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JagFile file = files.get(String.valueOf(request.getPathInfo()));
        Headers.secure(response);
        Headers.dontStore(response);
        response.setContentType(file == null ? JagFile.JSON : file.contentType());
        JagAnswer answer = file == null
                ? JagAnswer.error(request.getPathInfo() + " is not supported").withStatus(404)
                : answer(file, request, response);
        response.setStatus(answer.status());
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private JagAnswer answer(JagFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters parameters;
        try {
            parameters = Parameters.of(request);
        } catch (Invalid broken) {
            return JagAnswer.error(ErrorText.CUT.of(message(broken), ""));
        }
        String action = parameters.orNull("action");
        return objection(request, parameters)
                .or(() -> JagServlet.notOfOurPages(request, parameters))
                .map(JagAnswer::error)
                .orElseGet(() -> answer(file, action, new JagCall(request, response, parameters, sessions)));
    }

    /** A browser that changes something shows that a page of ours made it do so. Programs are never asked. */
    private static Optional<String> notOfOurPages(HttpServletRequest request, Parameters parameters) {
        return READING.contains(request.getMethod())
                        || Sender.of(request) == Sender.PROGRAM
                        || FormToken.isIn(request, parameters)
                ? Optional.empty()
                : Optional.of("Invalid CSRF Token please try refreshing the page.");
    }

    private JagAnswer answer(JagFile file, @Nullable String name, JagCall call) {
        JagFile.Action action = file.find(name, call.request().getMethod().equals("POST"));
        if (action == null) {
            return JagAnswer.error(name + " is not supported");
        }
        try {
            return action.verb().answer(call);
        } catch (NotSignedIn stranger) {
            return JagAnswer.error(file.toStrangers());
        } catch (Invalid | Conflict | NotFound | Forbidden | Unavailable refused) {
            return JagAnswer.error(action.errors().of(message(refused), String.valueOf(name)));
        } catch (RuntimeException | StackOverflowError failure) {
            return JagAnswer.error(ErrorText.GENERIC.of("", logged(failure, file, String.valueOf(name), call)));
        }
    }

    private static String logged(Throwable failure, JagFile file, String action, JagCall call) {
        String id = UUID.randomUUID().toString();
        call.response().setHeader(CORRELATION_HEADER, id);
        LOG.error("{} action={} failed; correlation id {}", file.path(), action, id, failure);
        return action;
    }

    private static String message(RuntimeException refused) {
        return String.valueOf(refused.getMessage());
    }
}
