package org.gatehouse.keys.thrift;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.keys.thrift.wire.APIKeyValidationInfoDTO;
import org.gatehouse.keys.thrift.wire.URITemplate;
import org.jspecify.annotations.Nullable;

/** Verdicts and resources as they travel, and back. */
final class VerdictWire {
    private static final String ALL_DOMAINS = "ALL";
    /** A validity that means: for ever. */
    private static final long FOR_EVER = Long.MAX_VALUE;

    private VerdictWire() {}

    /** The verdict as it travels; {@code now} is the instant from which the rest of the token's time is counted. */
    static APIKeyValidationInfoDTO of(Verdict verdict, Instant now) {
        APIKeyValidationInfoDTO wire = new APIKeyValidationInfoDTO();
        if (verdict instanceof Verdict.Refused refused) {
            return wire.setAuthorized(false)
                    .setValidationStatus(refused.reason().code());
        }
        Verdict.Allowed allowed = (Verdict.Allowed) verdict;
        wire.setAuthorized(true)
                .setApiName(allowed.apiName())
                .setApiPublisher(allowed.apiPublisher())
                .setConsumerKey(allowed.consumerKey())
                .setApplicationId(allowed.applicationId())
                .setApplicationName(allowed.applicationName())
                .setApplicationTier(allowed.applicationTier())
                .setSubscriber(allowed.subscriber())
                .setTier(allowed.tier())
                .setType(allowed.keyType().name())
                .setEndUserName(allowed.endUser())
                .setAuthorizedDomains(domains(allowed.allowedDomains()))
                .setIssuedTime(now.toEpochMilli())
                .setValidityPeriod(millisUntil(allowed.expires(), now));
        if (allowed.endUserToken() != null) {
            wire.setEndUserToken(allowed.endUserToken());
        }
        return wire;
    }

    static Verdict verdict(APIKeyValidationInfoDTO wire) {
        if (!wire.isAuthorized()) {
            return new Verdict.Refused(Refusal.ofCode(wire.getValidationStatus()));
        }
        return new Verdict.Allowed(
                text(wire.getApiName()),
                text(wire.getApiPublisher()),
                text(wire.getConsumerKey()),
                text(wire.getApplicationId()),
                text(wire.getApplicationName()),
                text(wire.getApplicationTier()),
                text(wire.getSubscriber()),
                text(wire.getTier()),
                "SANDBOX".equalsIgnoreCase(wire.getType()) ? KeyType.SANDBOX : KeyType.PRODUCTION,
                text(wire.getEndUserName()),
                wire.getEndUserToken(),
                allowedDomains(wire.getAuthorizedDomains()),
                expires(wire));
    }

    static URITemplate of(ApiResource resource) {
        return new URITemplate()
                .setUriTemplate(resource.urlPattern())
                .setHttpVerb(resource.verb())
                .setAuthType(resource.auth().stored())
                .setThrottlingTier(resource.tier());
    }

    static ApiResource resource(URITemplate wire) {
        return new ApiResource(
                text(wire.getUriTemplate()),
                text(wire.getHttpVerb()),
                AuthType.parse(text(wire.getAuthType())),
                text(wire.getThrottlingTier()),
                null,
                null);
    }

    private static List<String> domains(Set<String> allowed) {
        return allowed.isEmpty()
                ? List.of(ALL_DOMAINS)
                : allowed.stream().sorted().toList();
    }

    private static Set<String> allowedDomains(@Nullable List<String> wire) {
        if (wire == null || wire.contains(ALL_DOMAINS)) {
            return Set.of();
        }
        return Set.copyOf(new HashSet<>(wire));
    }

    private static long millisUntil(@Nullable Instant expires, Instant now) {
        return expires == null ? FOR_EVER : Math.max(0, expires.toEpochMilli() - now.toEpochMilli());
    }

    private static @Nullable Instant expires(APIKeyValidationInfoDTO wire) {
        long validity = wire.getValidityPeriod();
        boolean endless = !wire.isSetValidityPeriod() || validity < 0 || validity > FOR_EVER - wire.getIssuedTime();
        return endless ? null : Instant.ofEpochMilli(wire.getIssuedTime() + validity);
    }

    private static String text(@Nullable String wire) {
        return wire == null ? "" : wire;
    }
}
