package org.gatehouse.keys.oauth2;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Error answers (RFC 6749 §5.2) in the words that clients of API Manager 1.9 know.
 *
 * @param status the HTTP status
 * @param code the error code
 * @param description what went wrong
 */
record OauthError(int status, String code, String description) {
    static final OauthError NO_GRANT_TYPE =
            new OauthError(400, "invalid_request", "Missing grant_type parameter value");
    static final OauthError UNKNOWN_GRANT_TYPE =
            new OauthError(400, "invalid_request", "Invalid grant_type parameter value");
    static final OauthError UNSUPPORTED_GRANT_TYPE =
            new OauthError(400, "unsupported_grant_type", "This grant type is not configured on this server.");
    static final OauthError INVALID_GRANT =
            new OauthError(400, "invalid_grant", "Provided Authorization Grant is invalid.");
    static final OauthError INVALID_SCOPE = new OauthError(400, "invalid_scope", "Invalid Scope!");
    static final OauthError NO_CREDENTIALS = new OauthError(
            400, "unsupported_client_authentication_method", "Unsupported Client Authentication Method!");
    static final OauthError INVALID_CLIENT = new OauthError(401, "invalid_client", "Client Authentication failed.");
    static final OauthError UNAUTHORIZED_CLIENT =
            new OauthError(401, "unauthorized_client", "Client Authentication failed.");
    static final OauthError NO_TOKEN = new OauthError(400, "invalid_request", "Invalid revocation request");
    static final OauthError SECRET_IN_ADDRESS =
            new OauthError(400, "invalid_request", "Secrets are sent in the body, not in the address.");
    static final OauthError GIVEN_TWICE =
            new OauthError(400, "invalid_request", "A parameter is given more than once.");
    static final OauthError UNAVAILABLE = new OauthError(
            503, "temporarily_unavailable", "Something that is needed cannot be reached. Try again later.");
    static final OauthError SERVER_ERROR = new OauthError(500, "server_error", "Server Error");

    static OauthError missing(String parameters) {
        return new OauthError(400, "invalid_request", "Missing parameters: " + parameters);
    }

    /** What the client did wrong, in the characters that RFC 6749 appendix A.8 allows; others come as a question mark. */
    static OauthError bad(String code, String description) {
        return new OauthError(400, code, description.replaceAll("[\"\\\\]", "'").replaceAll("[^\\x20-\\x7E]", "?"));
    }

    String json() {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(description));
        return "{\"error\":\"" + code + "\",\"error_description\":\"" + quoted + "\"}";
    }

    /** Where there is no JAX-RS yet. */
    void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Pragma", "no-cache");
        response.getOutputStream().write(json().getBytes(StandardCharsets.UTF_8));
    }

    Response response() {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .entity(json());
        return (status == 401 ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=localhost") : answer).build();
    }
}
