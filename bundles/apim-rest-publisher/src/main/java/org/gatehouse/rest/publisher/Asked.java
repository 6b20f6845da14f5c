package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.jspecify.annotations.Nullable;

/**
 * A request whose sender is known, and whose body is here.
 *
 * @param who sent it
 * @param body not copied, not to be changed; empty where none is taken
 * @param replays what was answered to keys
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Asked(HttpServletRequest http, SignedIn who, byte[] body, Replays replays) {
    private static final String NAME = Asked.class.getName();

    /** Makes it known to the resource that answers it. */
    void keep() {
        http.setAttribute(NAME, this);
    }

    static Asked of(HttpServletRequest http) {
        if (http.getAttribute(NAME) instanceof Asked asked) {
            return asked;
        }
        throw new IllegalStateException("nobody has looked at who asks");
    }

    /** Whoever asks, if the token has the scope. */
    Caller caller(OwnScope scope) {
        return who.caller(scope);
    }

    Sent sent() {
        return Sent.of(body);
    }

    Query query() {
        return Query.of(http.getQueryString());
    }

    /** What a header says, all its lines; null if there is none. */
    @Nullable String header(String name) {
        List<String> lines = Collections.list(http.getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    /** Which state they saw; null if they do not say. */
    @Nullable IfMatch ifMatch() {
        return IfMatch.of(header("If-Match"));
    }

    /**
     * The revision that they saw, if that is the one there is; empty if any will do.
     *
     * @throws Problem if they do not say, or it is another one
     */
    OptionalLong requiredSeen(long now) {
        IfMatch seen = ifMatch();
        if (seen == null) {
            throw new Problem(
                    ProblemType.PRECONDITION_REQUIRED,
                    "If-Match: expected the ETag of what is changed, or * for whatever it is.");
        }
        return seen.seen(now);
    }

    /** The same for who need not say. */
    OptionalLong seen(long now) {
        IfMatch seen = ifMatch();
        return seen == null ? OptionalLong.empty() : seen.seen(now);
    }

    /** Does what is asked for with what was seen: whoever is overtaken meanwhile, and said what they saw, is told so. */
    <T> T conditionally(Supplier<T> work) {
        try {
            return work.get();
        } catch (Changed changed) {
            IfMatch seen = ifMatch();
            if (seen == null || seen.any()) {
                throw changed;
            }
            throw new Problem(ProblemType.PRECONDITION_FAILED, String.valueOf(changed.getMessage()))
                    .with("revision", changed.revision());
        }
    }

    /** Answers once to each key, however often the request comes; every time to one that has none. */
    Response once(Supplier<Response> work) {
        String key = header("Idempotency-Key");
        return key == null
                ? work.get()
                : replays.once(
                        new Replays.Request(
                                who.account(),
                                key,
                                Replays.digest(
                                        http.getMethod(),
                                        http.getRequestURI() + "?" + http.getQueryString() + " " + header("If-Match"),
                                        body)),
                        work);
    }
}
