package org.gatehouse.gateway.handlers.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a call in or keeps it out. What cannot be decided stays out. */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    /** Of a token, or a domain. One that says all by itself has some thousands at most. */
    private static final int MOST_BYTES = 16_000;

    private static final String ALL_DOMAINS = "ALL";

    private final KeyValidator keys;

    /** Asks this key manager. */
    public Gate(KeyValidator keys) {
        this.keys = keys;
    }

    /** The decision. Never throws. */
    public Admission admit(Call call) {
        try {
            return admitIfReached(call);
        } catch (Unavailable e) {
            LOG.warn("{} {}: {}", call.context(), call.version(), e.getMessage());
            return denied(Refusal.UNCLASSIFIED, "The key manager cannot be reached");
        }
    }

    /**
     * The decision.
     *
     * @throws Unavailable if the key manager had to be asked and cannot be reached
     */
    public Admission admitIfReached(Call call) {
        try {
            return decide(call);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} {}: the key could not be validated", call.context(), call.version(), e);
            return denied(Refusal.UNCLASSIFIED, "The key could not be validated");
        }
    }

    /** The question to the key manager about the call; null if the call shows no token or calls nothing. */
    static @Nullable KeyRequest question(Call call, ApiResource resource) {
        return call.token() == null
                ? null
                : new KeyRequest(
                        call.context(),
                        call.byDefault() ? KeyRequest.BY_DEFAULT + call.version() : call.version(),
                        call.token(),
                        resource.auth(),
                        call.clientDomain(),
                        resource.urlPattern(),
                        resource.verb());
    }

    static @Nullable ApiResource find(Iterable<ApiResource> resources, Call call) {
        for (ApiResource resource : resources) {
            if (resource.urlPattern().equals(call.resource()) && resource.verb().equals(call.verb())) {
                return resource;
            }
        }
        return null;
    }

    /** The decision if it can be made out of what is remembered, else null. Never throws and never waits. */
    public static @Nullable Admission remembered(Call call, CachingKeyValidator cache) {
        if (call.resource() == null) {
            return decide(call, null, cache::remembered);
        }
        List<ApiResource> known = cache.remembered(call.context(), call.version());
        return known == null ? null : decide(call, find(known, call), cache::remembered);
    }

    private Admission decide(Call call) {
        ApiResource resource =
                call.resource() == null ? null : find(keys.resources(call.context(), call.version()), call);
        return Objects.requireNonNull(decide(call, resource, keys::verdict));
    }

    /** Null if there is no verdict. */
    private static @Nullable Admission decide(
            Call call, @Nullable ApiResource resource, Function<KeyRequest, @Nullable Verdict> verdicts) {
        if (resource == null) {
            return denied(Refusal.NO_MATCHING_RESOURCE, SecurityFaults.NO_MATCHING_RESOURCE);
        }
        if (resource.auth() == AuthType.NONE) {
            return new Admission.Anonymous(call.client(), resource);
        }
        KeyRequest question = question(call, resource);
        if (question == null) {
            return denied(Refusal.MISSING_CREDENTIALS, "Required OAuth credentials not provided");
        }
        if (isTooLong(question)) {
            return denied(Refusal.INVALID_CREDENTIALS, "The access token or the client domain is too long");
        }
        Verdict verdict = verdicts.apply(question);
        if (verdict == null) {
            return null;
        }
        if (verdict instanceof Verdict.Refused refused) {
            return new Admission.Denied(
                    SecurityFaults.refusedKey(refused.reason(), call, Objects.requireNonNull(call.token())));
        }
        return admitFrom(call.clientDomain(), (Verdict.Allowed) verdict, resource);
    }

    /** Nobody has been given such a token, and no host has such a name; the key manager would take them for an attack. */
    private static boolean isTooLong(KeyRequest question) {
        return isTooLong(question.accessToken()) || isTooLong(question.clientDomain());
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null
                && text.length() > MOST_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    private static Admission admitFrom(@Nullable String domain, Verdict.Allowed key, ApiResource resource) {
        Set<String> allowed = key.allowedDomains();
        if (domain == null || allowed.isEmpty() || allowed.contains(domain) || isForAll(allowed)) {
            return new Admission.Keyed(key, resource);
        }
        return new Admission.Denied(SecurityFaults.foreignDomain(domain, allowed));
    }

    private static boolean isForAll(Set<String> domains) {
        return domains.stream().anyMatch(ALL_DOMAINS::equalsIgnoreCase);
    }

    private static Admission denied(Refusal refusal, String description) {
        return new Admission.Denied(SecurityFaults.of(refusal, description));
    }
}
