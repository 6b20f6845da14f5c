package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.keys.CallingToken;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.publisher.rollout.Gateways;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens with which applications of the caller's tenant call its APIs. Applications of other tenants keep theirs: what they
 * may call here is said by their subscriptions.
 */
@Component(service = ApiTokens.class)
public final class ApiTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);

    private final CallingTokens tokens;
    private final Gateways gateways;
    private final InstantSource clock;

    /** Over what is stored. */
    @Activate
    public ApiTokens(@Reference CallingTokens tokens, @Reference Gateways gateways) {
        this(tokens, gateways, InstantSource.system());
    }

    /** The same with a clock. */
    public ApiTokens(CallingTokens tokens, Gateways gateways, InstantSource clock) {
        this.tokens = tokens;
        this.gateways = gateways;
        this.clock = clock;
    }

    /**
     * The wanted part of the tokens that count and that a query finds, newest first.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     */
    public Page<CallingToken> list(Caller caller, TokenQuery query, PageRequest wanted) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return tokens.page(caller.tenant(), query, clock.instant(), wanted);
    }

    /**
     * Takes back every token that a query finds; none of them is good for the next call.
     *
     * @return how many
     * @throws Forbidden if the caller does not publish APIs
     * @throws Invalid if the query names neither a token nor a user nor an application
     * @throws NotFound if it finds none
     */
    public int revoke(Caller caller, TokenQuery query) {
        caller.requireAny(Permission.PUBLISH_APIS);
        if (!query.isNamed()) {
            throw new Invalid(
                    "tokens: all of them (expected: those of an application or a user, or one by its fingerprint)");
        }
        List<String> revoked = tokens.revoke(caller.tenant(), query, clock.instant());
        new TreeSet<>(revoked).forEach(gateways::forgetConsumer);
        if (revoked.isEmpty()) {
            throw new NotFound("There is no such token that counts");
        }
        LOG.info("{} tokens of {} were revoked by {}", revoked.size(), new TreeSet<>(revoked), caller.user());
        return revoked.size();
    }
}
