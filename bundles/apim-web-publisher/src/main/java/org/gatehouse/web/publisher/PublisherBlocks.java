package org.gatehouse.web.publisher;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Users;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.CustomSequences.Direction;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.tier.TierEditor;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.front.BehindFront;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.ErrorText;
import org.gatehouse.web.JagAnswer;
import org.gatehouse.web.JagFile;
import org.gatehouse.web.JagServlet;
import org.gatehouse.web.Sessions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Which address and action is which verb. */
@Component(
        service = BehindFront.class,
        configurationPid = "apim.store",
        property = {
            "osgi.http.whiteboard.servlet.name=apim-publisher-blocks",
            "osgi.http.whiteboard.servlet.pattern=/site/blocks/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-publisher)",
        })
@Designate(ocd = PublisherBlocks.Config.class)
public final class PublisherBlocks extends JagServlet implements BehindFront {
    private static final String TIMEOUT = "timeout";
    private static final String AUTHENTICATE = "AuthenticateError";

    /** Over the publisher's verbs. */
    @Activate
    public PublisherBlocks(
            @Reference ApiEditing editing,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiListing listing,
            @Reference Subscribers subscribers,
            @Reference Authenticator authenticator,
            @Reference Tiers tiers,
            @Reference Users users,
            @Reference Registry registry,
            @Reference TierEditor editor,
            Config config) {
        this(
                new Sessions(authenticator),
                new SignInVerbs(authenticator, config.store_url()),
                new ApiVerbs(editing, lifecycle, listing, subscribers),
                new Checks(listing, tiers, users, new CustomSequences(registry)),
                new TierVerbs(editor));
    }

    PublisherBlocks(Sessions sessions, SignInVerbs signIn, ApiVerbs apis, Checks checks, TierVerbs tiers) {
        super(
                sessions,
                JagFile.at("user/login/ajax/login.jag", TIMEOUT)
                        .post("login", ErrorText.GENERIC, signIn::login)
                        .any("logout", signIn::logout)
                        .any("getAPIStoreURL", signIn::storeUrl),
                JagFile.at("user/login/ajax/sessionCheck.jag", TIMEOUT)
                        .any("sessionCheck", call -> call.isSignedIn() ? JagAnswer.empty() : JagAnswer.error(TIMEOUT)),
                JagFile.at("user/logout/ajax/logout.jag", TIMEOUT).any("logout", signIn::logout),
                JagFile.at("item-add/ajax/add.jag", TIMEOUT)
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
                JagFile.at("item-add/ajax/remove.jag", TIMEOUT).post("removeAPI", ErrorText.FULL, apis::remove),
                JagFile.at("listing/ajax/item-list.jag", AUTHENTICATE)
                        .any("getAllAPIs", apis::all)
                        .any("getAPI", apis::one),
                JagFile.at("tiers/ajax/tiers.jag", AUTHENTICATE)
                        .post("updatePermissions", ErrorText.FULL, tiers::updatePermissions),
                JagFile.at("users-keys/ajax/subscriptions.jag", AUTHENTICATE)
                        .post("updateSubscription", ErrorText.FULL, apis::setSubscription),
                JagFile.at("life-cycles/ajax/life-cycles.jag", AUTHENTICATE)
                        .asPlainText()
                        .post("updateStatus", ErrorText.FULL, apis::setStatus)
                        .any("isAPIOlderVersionExist", ErrorText.FULL, apis::hasOlderVersion));
    }

    /** What the publisher says of the store. */
    @ObjectClassDefinition(name = "API Manager: store, as the publisher names it")
    @interface Config {
        @AttributeDefinition(description = "Where people find the store.")
        String store_url() default "https://localhost:9443/store";
    }
}
