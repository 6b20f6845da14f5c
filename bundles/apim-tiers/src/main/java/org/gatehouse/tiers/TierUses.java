package org.gatehouse.tiers;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.TierUse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who uses which tier. */
@Component(service = TierUses.class)
public final class TierUses {
    private final Apis apis;
    private final Subscriptions subscriptions;
    private final Applications applications;

    /** Over what is stored. */
    @Activate
    public TierUses(
            @Reference Apis apis, @Reference Subscriptions subscriptions, @Reference Applications applications) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.applications = applications;
    }

    TierUse of(String tenant, String tier) {
        List<String> offering =
                apis.offering(tenant, tier).stream().map(ApiId::toString).toList();
        List<String> limiting = new ArrayList<>();
        apis.limitedBy(tenant, tier)
                .forEach((api, resources) -> resources.forEach(
                        resource -> limiting.add(api + " " + resource.verb() + " " + resource.urlPattern())));
        // Applications are the store's, whoever provides the APIs.
        boolean owner = tenant.equals(UserName.SUPER_TENANT);
        return new TierUse(
                offering, limiting, subscriptions.atTier(tenant, tier), owner ? applications.atTier(tier) : 0);
    }
}
