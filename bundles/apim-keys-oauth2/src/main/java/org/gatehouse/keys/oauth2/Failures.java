package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.gatehouse.domain.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What fails within JAX-RS, before an end point is reached or behind it, in the shape of its other errors (RFC 6749 §5.2). */
final class Failures implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException known) {
            return refused(known.getResponse());
        }
        if (failure instanceof IllegalArgumentException
                && String.valueOf(failure.getMessage()).startsWith("Invalid URL encoding")) {
            return OauthError.bad("invalid_request", "A percent sign is not followed by two hexadecimal digits.")
                    .response();
        }
        if (failure instanceof Invalid wrong) {
            return OauthError.bad("invalid_request", String.valueOf(wrong.getMessage()))
                    .response();
        }
        if (failure instanceof StackOverflowError) {
            return OauthError.bad("invalid_request", "The request is nested too deeply.")
                    .response();
        }
        LOG.error("An OAuth request failed", failure);
        return OauthError.SERVER_ERROR.response();
    }

    private static Response refused(Response refusal) {
        int status = refusal.getStatus();
        String words = switch (status) {
            case 404 -> "There is nothing at this address.";
            case 406 -> "What is answered here is JSON.";
            default -> "The request cannot be read.";
        };
        return new OauthError(status, "invalid_request", words).response();
    }
}
