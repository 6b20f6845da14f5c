package org.gatehouse.rest.publisher;

import java.util.Locale;

/** What can be wrong, by names that stay (RFC 9457 §3.1.1). {@code openapi.yaml} tells them to programmers. */
enum ProblemType {
    MALFORMED(400, "The request cannot be read"),
    UNAUTHENTICATED(401, "Sign in first"),
    FORBIDDEN(403, "This is not allowed"),
    PERMISSION_MISSING(403, "The user lacks a permission"),
    SCOPE_MISSING(403, "The token lacks a scope"),
    NOT_FOUND(404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "This address does not answer that method"),
    NOT_ACCEPTABLE(406, "This address has no answer of that kind"),
    CONFLICT(409, "This clashes with what is there"),
    API_TAKEN(409, "There is such an API already"),
    CONTEXT_TAKEN(409, "Another API has the context"),
    SCOPE_TAKEN(409, "Another API has the scope"),
    DOCUMENT_TAKEN(409, "The API has a document of that name"),
    STILL_SUBSCRIBED(409, "Applications are subscribed"),
    CHANGED(409, "It has been changed meanwhile"),
    KEY_IN_USE(409, "The request of this key is at work"),
    PRECONDITION_FAILED(412, "It is not as it was when it was read"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This address does not take that kind of body"),
    INVALID(422, "Something in the request breaks a rule"),
    KEY_REUSED(422, "The key was used for another request"),
    PRECONDITION_REQUIRED(428, "Say which state you change"),
    INTERNAL(500, "Something went wrong"),
    GATEWAY_REFUSED(502, "A gateway did not take it"),
    UNAVAILABLE(503, "Not available right now. Try again later");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String uri() {
        return "urn:gatehouse:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
