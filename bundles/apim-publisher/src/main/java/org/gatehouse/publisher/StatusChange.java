package org.gatehouse.publisher;

import java.util.OptionalLong;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiVersion;

/**
 * A step that someone wants an API to take. Older versions are those before it by {@link ApiVersion}, whenever they were made.
 *
 * @param to the status it should have
 * @param applyToGateway whether the gateways follow
 * @param deprecateOlder whether older published versions become deprecated, when it is published
 * @param requireResubscription whether subscriptions to older versions are not carried over, when it is published
 * @param seen the revision at which they saw the API; empty if they do not say
 */
public record StatusChange(
        ApiStatus to,
        boolean applyToGateway,
        boolean deprecateOlder,
        boolean requireResubscription,
        OptionalLong seen) {
    /** To the status, on the gateways too. */
    public static StatusChange to(ApiStatus status) {
        return new StatusChange(status, true, false, false, OptionalLong.empty());
    }

    /** The same by somebody who saw the API at that revision, or does not say. */
    public StatusChange from(OptionalLong revision) {
        return new StatusChange(to, applyToGateway, deprecateOlder, requireResubscription, revision);
    }
}
