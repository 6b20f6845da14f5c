package org.gatehouse.web.jag;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.front.Sender;
import org.gatehouse.web.FormToken;
import org.gatehouse.web.Headers;
import org.gatehouse.web.NotSignedIn;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the old addresses below {@code /site/blocks/}: one file, one {@code action}, one verb. Which there are is said by
 * its sections, as they come and go. Errors are told in the JSON under HTTP 200; a failure of ours is logged once, with the
 * id that the answer carries in {@value Headers#CORRELATION}.
 */
public abstract class JagServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(JagServlet.class);
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final transient Sessions sessions;
    private final transient List<Mounted> sections = new CopyOnWriteArrayList<>();

    /** A servlet without addresses yet. */
    protected JagServlet(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Answers what the section answers, too. */
    protected final void add(JagSection section) {
        sections.add(new Mounted(section, List.copyOf(section.files())));
    }

    /** Forgets the section. */
    protected final void remove(JagSection section) {
        sections.removeIf(mounted -> mounted.section == section);
    }

    /** What speaks against a request before anything else is looked at; empty if nothing. */
    protected Optional<String> objection(HttpServletRequest request, Parameters parameters) {
        return Optional.empty();
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<JagFile> files = files(String.valueOf(request.getPathInfo()));
        Headers.secure(response);
        Headers.dontStore(response);
        response.setContentType(files.isEmpty() ? JagFile.JSON : files.get(0).contentType());
        JagAnswer answer = files.isEmpty()
                ? JagAnswer.error(request.getPathInfo() + " is not supported").withStatus(404)
                : answer(files, request, response);
        response.setStatus(answer.status());
        if (answer.file() == null) {
            response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        } else {
            answer.file().send(response);
        }
    }

    /** Of every section that has actions there. */
    private List<JagFile> files(String path) {
        return sections.stream()
                .flatMap(mounted -> mounted.files.stream())
                .filter(file -> path.equals("/" + file.path()))
                .toList();
    }

    private JagAnswer answer(List<JagFile> files, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Parameters parameters;
        try {
            parameters = Parameters.of(request, Sessions.isOpen(request));
        } catch (Invalid broken) {
            return JagAnswer.error(ErrorText.FULL.of(String.valueOf(broken.getMessage()), ""));
        }
        String action = parameters.orNull("action");
        return objection(request, parameters)
                .or(() -> JagServlet.notOfOurPages(request, parameters))
                .map(JagAnswer::error)
                .orElseGet(() -> answer(files, action, new JagCall(request, response, parameters, sessions)));
    }

    /** A browser that changes something shows that a page of ours made it do so. Programs are never asked. */
    private static Optional<String> notOfOurPages(HttpServletRequest request, Parameters parameters) {
        return READING.contains(request.getMethod())
                        || Sender.of(request) == Sender.PROGRAM
                        || FormToken.isIn(request, parameters)
                ? Optional.empty()
                : Optional.of("Invalid CSRF Token please try refreshing the page.");
    }

    private static JagAnswer answer(List<JagFile> files, @Nullable String name, JagCall call) {
        boolean isPost = call.request().getMethod().equals("POST");
        return files.stream()
                .filter(file -> file.find(name, isPost) != null)
                .findFirst()
                .map(file -> answer(file, Objects.requireNonNull(file.find(name, isPost)), String.valueOf(name), call))
                .orElseGet(() -> JagAnswer.error(name + " is not supported"));
    }

    private static JagAnswer answer(JagFile file, JagFile.Action action, String name, JagCall call) {
        try {
            return action.verb().answer(call);
        } catch (NotSignedIn stranger) {
            return JagAnswer.error(file.toStrangers());
        } catch (Invalid | Conflict | NotFound | Forbidden | Unavailable refused) {
            return JagAnswer.error(action.errors().of(file.sentence(refused, call), name))
                    .withStatus(action.statusOfErrors());
        } catch (RuntimeException | StackOverflowError failure) {
            return JagAnswer.error(ErrorText.GENERIC.of("", logged(failure, file, name, call)))
                    .withStatus(action.statusOfErrors());
        }
    }

    private static String logged(Throwable failure, JagFile file, String action, JagCall call) {
        String id = UUID.randomUUID().toString();
        call.response().setHeader(Headers.CORRELATION, id);
        LOG.error("{} action={} failed; correlation id {}", file.path(), action, id, failure);
        return action;
    }

    /** A section that is there, with the files that it had when it came. */
    private record Mounted(JagSection section, List<JagFile> files) {}
}
