package org.gatehouse.web.publisher.apis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.JagVerb;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.publisher.Texts;
import org.jspecify.annotations.Nullable;

/** What the form for an API asks while it is being filled in. */
final class Checks {
    private final ApiListing listing;
    private final Tiers tiers;
    private final Users users;
    private final CustomSequences sequences;

    Checks(ApiListing listing, Tiers tiers, Users users, CustomSequences sequences) {
        this.listing = listing;
        this.tiers = tiers;
        this.users = users;
        this.sequences = sequences;
    }

    JagAnswer nameTaken(JagCall call) {
        Caller caller = call.caller();
        return JagAnswer.ok("exist", String.valueOf(listing.nameTaken(caller, call.required("apiName"))));
    }

    JagAnswer contextTaken(JagCall call) {
        Caller caller = call.caller();
        String context = call.required("context");
        boolean taken = !context.equals(call.text("oldContext").trim()) && listing.contextTaken(caller, context);
        return JagAnswer.ok("exist", String.valueOf(taken));
    }

    JagAnswer rolesExist(JagCall call) {
        Caller caller = call.caller();
        boolean all = Texts.list(call.text("roles")).stream()
                .allMatch(role -> users.findRole(caller.tenant(), role).isPresent());
        return JagAnswer.ok("response", all);
    }

    JagAnswer tiers(JagCall call) {
        Caller caller = call.caller();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Tier tier : tiers.offered(caller.tenant())) {
            rows.add(Json.object(
                    "tierName", tier.name(),
                    "tierDisplayName", tier.displayName(),
                    "tierDescription", Texts.describe(tier),
                    "defaultTier", rows.isEmpty()));
        }
        return JagAnswer.ok("tiers", rows);
    }

    /** Names of the sequences that can be chosen for a way. */
    JagVerb sequences(CustomSequences.Direction direction) {
        return call -> JagAnswer.ok("sequences", sequences.names(call.caller().tenant(), direction));
    }
}
