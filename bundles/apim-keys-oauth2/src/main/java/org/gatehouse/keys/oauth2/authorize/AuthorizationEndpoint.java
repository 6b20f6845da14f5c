package org.gatehouse.keys.oauth2.authorize;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.front.Sender;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.bridge.Repeated;
import org.gatehouse.web.Sessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authorization through the browser (RFC 6749 §3.1), in the steps of API Manager 1.9: the client's request, the user who
 * signs in, the user's answer. A request whose client or address is not right is shown to the user and goes nowhere.
 */
@Path("/authorize")
public final class AuthorizationEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationEndpoint.class);
    private static final Set<String> RESPONSE_TYPES = Set.of("code", "token", "id_token", "id_token token");
    private static final int CHALLENGE_LENGTH = 43;

    private final Grants grants;
    private final Authorizations authorizations;
    private final Sessions sessions;
    private final PendingRequests pending;
    private final Redirections redirections;
    private final Addresses addresses;

    AuthorizationEndpoint(
            Grants grants,
            Authorizations authorizations,
            Sessions sessions,
            PendingRequests pending,
            Redirections redirections,
            Addresses addresses) {
        this.grants = grants;
        this.authorizations = authorizations;
        this.sessions = sessions;
        this.pending = pending;
        this.redirections = redirections;
        this.addresses = addresses;
    }

    /** A step of the way, told by its parameters. */
    @GET
    public Response get(@Context UriInfo uri, @Context HttpServletRequest request) {
        return step(uri.getQueryParameters(), request);
    }

    /** As {@link #get}, from a form. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(MultivaluedMap<String, String> form, @Context HttpServletRequest request) {
        return step(form, request);
    }

    private Response step(MultivaluedMap<String, String> parameters, HttpServletRequest request) {
        String answered = parameters.getFirst("sessionDataKeyConsent");
        if (answered != null) {
            return answer(answered, parameters.getFirst("consent"), request);
        }
        String signedIn = parameters.getFirst("sessionDataKey");
        return signedIn == null ? begin(parameters, request) : signedIn(signedIn, request);
    }

    private Response begin(MultivaluedMap<String, String> parameters, HttpServletRequest request) {
        String clientId = once(parameters, "client_id");
        String redirectUri = once(parameters, "redirect_uri");
        if (clientId == null) {
            return problem("invalid_request", "Client Id is not present in the authorization request");
        }
        if (redirectUri == null) {
            return problem("invalid_request", "Redirect URI is not present in the authorization request");
        }
        Optional<Consumer> client = grants.client(clientId);
        if (client.isEmpty()) {
            return problem("invalid_client", "Client authentication failed");
        }
        if (!client.get().callbackUrls().contains(redirectUri)) {
            return problem("invalid_callback", "Registered callback does not match with the provided url.");
        }
        AuthorizationRequest asked = AuthorizationRequest.of(client.get(), redirectUri, parameters, grants.now());
        String mistake = Repeated.isAmong(parameters)
                ? "invalid_request"
                : mistake(asked, parameters.getFirst("code_challenge_method"));
        return mistake == null ? ask(asked, request) : redirections.refused(asked, mistake);
    }

    /** The value; null if it is missing, blank, or not the only one (RFC 6749 §3.1). */
    private static @Nullable String once(MultivaluedMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        // A name without an equals sign has null for its value.
        String value = values.size() == 1 ? values.get(0) : null;
        return value == null || value.isBlank() ? null : value;
    }

    /** What the client did wrong, as an error code; null if nothing. */
    private static @Nullable String mistake(AuthorizationRequest asked, @Nullable String challengeMethod) {
        if (asked.responseTypes().isEmpty()) {
            return "invalid_request";
        }
        if (!RESPONSE_TYPES.contains(asked.responseType())) {
            return "unsupported_response_type";
        }
        boolean code = asked.responseTypes().contains("code");
        if (!asked.client().mayUse(code ? Authorizations.CODE : Authorizations.IMPLICIT)) {
            return "unauthorized_client";
        }
        String challenge = asked.challenge();
        boolean plain = challenge != null && !"S256".equals(challengeMethod);
        boolean malformed = challenge != null && challenge.length() != CHALLENGE_LENGTH;
        if (plain || malformed || (code && challenge == null && asked.client().isPublic())) {
            // A challenge by any other method shows its verifier to whoever sees the request (RFC 7636 §7.2).
            return "invalid_request";
        }
        boolean idToken = asked.responseTypes().contains("id_token");
        if (idToken && (asked.nonce() == null || !asked.scopes().contains("openid"))) {
            return "invalid_request";
        }
        return asked.prompts().contains("none") && asked.prompts().size() > 1 ? "invalid_request" : null;
    }

    private Response ask(AuthorizationRequest asked, HttpServletRequest request) {
        Optional<Caller> caller = sessions.caller(request);
        if (caller.isPresent() && !asked.wantsNewSignIn()) {
            return ask(asked, caller.get().user(), request);
        }
        if (asked.prompts().contains("none")) {
            return redirections.refused(asked, "login_required");
        }
        return toSignIn(pending.add(asked, null), asked);
    }

    private Response toSignIn(String key, AuthorizationRequest asked) {
        return moved(addresses.commonAuth(key, asked.scopes().contains("openid")));
    }

    private Response signedIn(String key, HttpServletRequest request) {
        Optional<Caller> caller = sessions.caller(request);
        if (caller.isEmpty()) {
            return timedOut();
        }
        Optional<AuthorizationRequest> asked = pending.find(key);
        if (asked.isPresent()
                && asked.get().wantsNewSignIn()
                && signedInAt(request).isBefore(asked.get().arrived())) {
            // Whoever comes here without having signed in anew has gone round the page that asks for it.
            return toSignIn(key, asked.get());
        }
        return pending.take(key)
                .map(found -> ask(found.afterSignIn(), caller.get().user(), request))
                .orElseGet(this::timedOut);
    }

    private Response ask(AuthorizationRequest asked, UserName user, HttpServletRequest request) {
        SortedSet<String> scopes = grants.grantable(asked.client(), user, asked.scopes());
        if (!asked.prompts().contains("consent") && authorizations.isAgreed(asked.client(), user, scopes)) {
            return redirections.granted(asked, user, scopes, signedInAt(request));
        }
        if (asked.prompts().contains("none")) {
            return redirections.refused(asked, "consent_required");
        }
        String key = pending.add(asked, user);
        return moved(
                addresses.consent(authorizations.name(asked.client()), user.toString(), String.join(" ", scopes), key));
    }

    private Response answer(String key, @Nullable String answer, HttpServletRequest request) {
        Optional<Caller> caller = sessions.caller(request);
        // Applications of other sites begin here; the answer is given on a page of ours.
        Optional<AuthorizationRequest> asked = caller.isEmpty() || Sender.of(request) == Sender.FOREIGN_PAGE
                ? Optional.empty()
                : pending.take(key, caller.get().user());
        return asked.map(found -> answered(found, answer, caller.get().user(), request))
                .orElseGet(this::timedOut);
    }

    private Response answered(
            AuthorizationRequest asked, @Nullable String answer, UserName user, HttpServletRequest request) {
        boolean forGood = "approveAlways".equals(answer);
        if (!forGood && !"approve".equals(answer)) {
            return redirections.refused(asked, "access_denied");
        }
        SortedSet<String> scopes = grants.grantable(asked.client(), user, asked.scopes());
        if (forGood) {
            authorizations.agree(asked.client(), user, scopes);
        }
        LOG.debug("{} lets {} have {}", user, asked.client(), scopes);
        return redirections.granted(asked, user, scopes, signedInAt(request));
    }

    private static Instant signedInAt(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Instant.EPOCH : Instant.ofEpochMilli(session.getCreationTime());
    }

    private Response timedOut() {
        return problem("access_denied", "Session Timed Out");
    }

    private Response problem(String code, String message) {
        return moved(addresses.problem(code, message));
    }

    private static Response moved(String address) {
        return Response.status(Response.Status.FOUND)
                .location(URI.create(address))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
