package org.gatehouse.gateway.handlers.security;

import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.gateway.handlers.fault.Fault;

/** The words for each reason to refuse a call. */
final class SecurityFaults {
    static final String NO_MATCHING_RESOURCE = "No matching resource found in the API for the given request";
    private static final String UNCLASSIFIED = "Unclassified Authentication Failure";

    private SecurityFaults() {}

    static Fault of(Refusal refusal, String description) {
        String advice = advice(refusal);
        return new Fault(
                Fault.Family.SECURITY,
                refusal.code(),
                status(refusal),
                message(refusal),
                advice.isEmpty() ? description : description + ". " + advice);
    }

    static Fault refusedKey(Refusal refusal, Call call, String token) {
        return of(
                refusal,
                "Access failure for API: " + call.context() + ", version: " + call.version() + " with key: " + token);
    }

    static Fault foreignDomain(String domain, Set<String> allowed) {
        return new Fault(
                Fault.Family.SECURITY,
                0,
                401,
                UNCLASSIFIED,
                "Unauthorized client domain :" + domain + ". Only \"" + new TreeSet<>(allowed)
                        + "\" domains are authorized to access the API.");
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case UNCLASSIFIED -> 500;
            case NO_MATCHING_RESOURCE, FORBIDDEN, INVALID_SCOPE -> 403;
            case INVALID_CREDENTIALS,
                    MISSING_CREDENTIALS,
                    TOKEN_EXPIRED,
                    TOKEN_INACTIVE,
                    INCORRECT_TOKEN_TYPE,
                    BLOCKED,
                    SUBSCRIPTION_INACTIVE -> 401;
        };
    }

    private static String message(Refusal refusal) {
        return switch (refusal) {
            case UNCLASSIFIED -> UNCLASSIFIED;
            case INVALID_CREDENTIALS -> "Invalid Credentials";
            case MISSING_CREDENTIALS -> "Missing Credentials";
            case TOKEN_EXPIRED -> "Access Token Expired";
            case TOKEN_INACTIVE -> "Access Token Inactive";
            case INCORRECT_TOKEN_TYPE -> "Incorrect Access Token Type is provided";
            case NO_MATCHING_RESOURCE -> NO_MATCHING_RESOURCE;
            case BLOCKED -> "The requested API is temporarily blocked";
            case FORBIDDEN -> "Resource forbidden "; // the blank at the end is on the wire
            case SUBSCRIPTION_INACTIVE -> "The subscription to the API is inactive";
            case INVALID_SCOPE -> "The access token does not allow you to access the requested resource";
        };
    }

    private static String advice(Refusal refusal) {
        return switch (refusal) {
            case INVALID_CREDENTIALS -> "Make sure your have given the correct access token";
            case MISSING_CREDENTIALS ->
                "Make sure your API invocation call has a header: \"Authorization: Bearer ACCESS_TOKEN\"";
            case TOKEN_EXPIRED -> "Renew the access token and try again";
            case TOKEN_INACTIVE -> "Generate a new access token and try again";
            case NO_MATCHING_RESOURCE ->
                "Check the API documentation and add a proper REST resource path to the invocation URL";
            case UNCLASSIFIED, INCORRECT_TOKEN_TYPE, BLOCKED, FORBIDDEN, SUBSCRIPTION_INACTIVE, INVALID_SCOPE -> "";
        };
    }
}
