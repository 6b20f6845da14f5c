package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.TreeMap;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;

/** The tiers that APIs can be offered with. */
@Path("/tiers")
@Produces("application/json")
public final class TiersResource {
    private final Tiers tiers;

    TiersResource(Tiers tiers) {
        this.tiers = tiers;
    }

    /** All of the tenant, by name. */
    @GET
    public Response list(@Context HttpServletRequest http) {
        Caller caller = Asked.of(http).caller(OwnScope.API_VIEW);
        var items =
                tiers.offered(caller.tenant()).stream().map(TiersResource::row).toList();
        return Answers.json(Answers.object("total", items.size(), "items", items))
                .build();
    }

    private static Object row(Tier tier) {
        boolean isLimited = !tier.isUnlimited();
        return Answers.object(
                "name",
                tier.name(),
                "displayName",
                tier.displayName(),
                "unlimited",
                !isLimited,
                "calls",
                isLimited ? tier.count() : null,
                "unitSeconds",
                isLimited ? tier.unit().toSeconds() : null,
                "attributes",
                new TreeMap<>(tier.attributes()));
    }
}
