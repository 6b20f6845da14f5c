package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;

/**
 * The tokens with which a tenant's applications call the tenant's APIs: those that count, of applications that are subscribed
 * to one of its APIs. Tokens of another authorization server are not among them.
 */
public interface CallingTokens {
    /** The wanted part of those that a query finds at this time, newest first. */
    Page<CallingToken> page(String tenant, TokenQuery query, Instant now, PageRequest wanted);

    /**
     * Takes back all that a query finds at this time, and those of before that could still be renewed.
     *
     * @return the consumer key of each that counted, whose gateways are to be told then
     */
    List<String> revoke(String tenant, TokenQuery query, Instant now);
}
