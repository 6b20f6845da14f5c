package org.gatehouse.gateway.handlers.security;

import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.gateway.handlers.fault.Fault;

/** The answer to a request at the gate. */
public sealed interface Admission {
    /**
     * Goes in without a token.
     *
     * @param client address of the client
     * @param resource what it calls
     */
    record Anonymous(String client, ApiResource resource) implements Admission {}

    /**
     * Goes in with a key.
     *
     * @param key all there is to know about it
     * @param resource what it calls
     */
    record Keyed(Verdict.Allowed key, ApiResource resource) implements Admission {}

    /**
     * Stays out.
     *
     * @param fault what to answer
     */
    record Denied(Fault fault) implements Admission {}
}
