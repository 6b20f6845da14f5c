package org.gatehouse.web.publisher.apis;

import java.util.List;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.publisher.ApiSentences;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts add, change, remove and list APIs. */
@Component(property = "apim.door=publisher")
public final class ApiFiles implements JagSection {
    private static final String TIMEOUT = "timeout";

    private final ApiVerbs apis;
    private final Checks checks;

    /** Over the publisher's verbs. */
    @Activate
    public ApiFiles(
            @Reference ApiEditing editing,
            @Reference ApiListing listing,
            @Reference Subscribers subscribers,
            @Reference ApiDefinitions definitions,
            @Reference ApiThumbnails thumbnails,
            @Reference ApiWsdls wsdls,
            @Reference Tiers tiers,
            @Reference Users users,
            @Reference Registry registry) {
        this.apis = new ApiVerbs(editing, listing, subscribers, definitions, thumbnails, wsdls);
        this.checks = new Checks(listing, tiers, users, new CustomSequences(registry));
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("item-add/ajax/add.jag", TIMEOUT)
                        .in(ApiSentences::of)
                        .asPlainText()
                        .post("addAPI", apis::add)
                        .post("updateAPI", apis::update)
                        .any("isAPINameExist", ErrorText.GENERIC, checks::nameTaken)
                        .any("isContextExist", ErrorText.GENERIC, checks::contextTaken)
                        .any("validateRoles", ErrorText.GENERIC, checks::rolesExist)
                        .any("getTiers", ErrorText.GENERIC, checks::tiers)
                        .any("getCustomInSequences", ErrorText.GENERIC, checks.sequences(Direction.IN))
                        .any("getCustomOutSequences", ErrorText.GENERIC, checks.sequences(Direction.OUT))
                        .any("getCustomFaultSequences", ErrorText.GENERIC, checks.sequences(Direction.FAULT)),
                JagFile.at("item-add/ajax/remove.jag", TIMEOUT)
                        .in(ApiSentences::of)
                        .post("removeAPI", ErrorText.FULL, apis::remove),
                JagFile.at("listing/ajax/item-list.jag", "AuthenticateError")
                        .in(ApiSentences::of)
                        .any("getAllAPIs", apis::all)
                        .any("getAPI", apis::one));
    }
}
