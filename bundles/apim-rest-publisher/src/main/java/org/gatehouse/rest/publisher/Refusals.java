package org.gatehouse.rest.publisher;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.EmptyDocument;
import org.gatehouse.domain.catalog.LargeThumbnail;
import org.gatehouse.domain.catalog.MalformedEndpoint;
import org.gatehouse.domain.catalog.ScopeTaken;
import org.gatehouse.domain.catalog.StillSubscribed;
import org.gatehouse.domain.catalog.UnknownTransport;
import org.gatehouse.domain.catalog.definition.MalformedDefinition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.PermissionMissing;
import org.gatehouse.domain.tier.UnknownTier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rooms refuse, and what fails within JAX-RS, as problems. What nobody meant to happen is logged once and shows nothing of itself. */
final class Refusals implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** Where it is that a refusal begins with these words. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("API name", "/name"),
            Map.entry("API version", "/version"),
            Map.entry("API context", "/context"),
            Map.entry("provider", "/provider"),
            Map.entry("description", "/description"),
            Map.entry("scopes", "/scopes"),
            Map.entry("HTTP method", "/resources"),
            Map.entry("URL pattern", "/resources"),
            Map.entry("Invalid Endpoint config", "/endpoints"),
            Map.entry("name", "/name"),
            Map.entry("other type", "/otherType"),
            Map.entry("summary", "/summary"),
            Map.entry("url", "/url"),
            Map.entry("content", "/content"),
            Map.entry("file", "/content"));

    @Override
    public Response toResponse(Throwable failure) {
        return of(failure).response();
    }

    /** Nothing is there, or nothing that whoever asks may see: both are told alike. */
    static Problem nothing() {
        return new Problem(
                ProblemType.NOT_FOUND, "There is nothing at this address, or nothing that this user may see.");
    }

    static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        String words = String.valueOf(failure.getMessage());
        if (failure instanceof NotFound) {
            return nothing();
        }
        if (failure instanceof Forbidden) {
            return new Problem(
                    failure instanceof PermissionMissing ? ProblemType.PERMISSION_MISSING : ProblemType.FORBIDDEN,
                    words);
        }
        if (failure instanceof Conflict conflict) {
            return clash(conflict, words);
        }
        if (failure instanceof Invalid invalid) {
            return wrong(invalid, words);
        }
        if (failure instanceof Unavailable) {
            return new Problem(ProblemType.UNAVAILABLE, words).header("Retry-After", "5");
        }
        if (failure instanceof GatewayRefused refused) {
            return new Problem(ProblemType.GATEWAY_REFUSED, words + ". Nothing has changed.")
                    .with("gateways", new TreeMap<>(refused.failures()));
        }
        return inside(failure, words);
    }

    private static Problem clash(Conflict conflict, String words) {
        if (conflict instanceof Changed changed) {
            return new Problem(ProblemType.CHANGED, words).with("revision", changed.revision());
        }
        if (conflict instanceof ApiTaken) {
            return new Problem(ProblemType.API_TAKEN, words).at("/name", words);
        }
        if (conflict instanceof ContextTaken) {
            return new Problem(ProblemType.CONTEXT_TAKEN, words).at("/context", words);
        }
        if (conflict instanceof ScopeTaken) {
            return new Problem(ProblemType.SCOPE_TAKEN, words).at("/scopes", words);
        }
        if (conflict instanceof DocumentTaken) {
            return new Problem(ProblemType.DOCUMENT_TAKEN, words).at("/name", words);
        }
        return new Problem(
                conflict instanceof StillSubscribed ? ProblemType.STILL_SUBSCRIBED : ProblemType.CONFLICT, words);
    }

    private static Problem wrong(Invalid invalid, String words) {
        if (invalid instanceof LargeThumbnail) {
            return new Problem(ProblemType.TOO_LARGE, words);
        }
        return new Problem(ProblemType.INVALID, words).at(place(invalid, words), words);
    }

    private static String place(Invalid invalid, String words) {
        if (invalid instanceof MalformedDefinition malformed) {
            String place = malformed.problem().place();
            return place.startsWith("/") ? place : "";
        }
        if (invalid instanceof MalformedEndpoint malformed) {
            return "/endpoints/" + malformed.side() + "_endpoints/url";
        }
        if (invalid instanceof UnknownTransport) {
            return "/transports";
        }
        if (invalid instanceof UnknownTier) {
            return "/tiers";
        }
        if (invalid instanceof EmptyDocument) {
            return "/content";
        }
        return PLACES.getOrDefault(words.substring(0, Math.max(0, words.indexOf(':'))), "");
    }

    private static Problem inside(Throwable failure, String words) {
        if (failure instanceof WebApplicationException known) {
            return switch (known.getResponse().getStatus()) {
                case 404 -> nothing();
                case 405 -> new Problem(ProblemType.METHOD_NOT_ALLOWED, ProblemType.METHOD_NOT_ALLOWED.title() + ".");
                case 406 -> new Problem(ProblemType.NOT_ACCEPTABLE, ProblemType.NOT_ACCEPTABLE.title() + ".");
                case 415 ->
                    new Problem(ProblemType.UNSUPPORTED_MEDIA_TYPE, ProblemType.UNSUPPORTED_MEDIA_TYPE.title() + ".");
                default -> new Problem(ProblemType.MALFORMED, ProblemType.MALFORMED.title() + ".");
            };
        }
        if (failure instanceof IllegalArgumentException && words.startsWith("Invalid URL encoding")) {
            return new Problem(
                    ProblemType.MALFORMED, "Address: a percent sign is not followed by two hexadecimal digits.");
        }
        if (failure instanceof StackOverflowError) {
            return new Problem(ProblemType.MALFORMED, "Body: it is nested too deeply.");
        }
        String id = UUID.randomUUID().toString();
        LOG.error("A request to the publisher for programs failed; correlation id {}", id, failure);
        return new Problem(ProblemType.INTERNAL, "It is noted in the log under " + id + ".")
                .header("X-Correlation-Id", id);
    }
}
