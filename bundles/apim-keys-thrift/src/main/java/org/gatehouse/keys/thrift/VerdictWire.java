package org.gatehouse.keys.thrift;

import java.time.Instant;
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
                .setAuthorizedDomains(allowed.domainsOnTheWire())
                .setIssuedTime(now.toEpochMilli())
                .setValidityPeriod(allowed.millisOnTheWire(now));
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
                Verdict.domainsOf(wire.getAuthorizedDomains()),
                Verdict.expiresOf(wire.getIssuedTime(), wire.isSetValidityPeriod() ? wire.getValidityPeriod() : -1));
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

    private static String text(@Nullable String wire) {
        return wire == null ? "" : wire;
    }
}
