package org.gatehouse.web.store;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.front.BehindFront;
import org.gatehouse.store.Store;
import org.gatehouse.web.ErrorText;
import org.gatehouse.web.JagAnswer;
import org.gatehouse.web.JagFile;
import org.gatehouse.web.JagServlet;
import org.gatehouse.web.Parameters;
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
        configurationPid = "apim.publisher",
        property = {
            "osgi.http.whiteboard.servlet.name=apim-store-blocks",
            "osgi.http.whiteboard.servlet.pattern=/site/blocks/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-store)",
        })
@Designate(ocd = StoreBlocks.Config.class)
public final class StoreBlocks extends JagServlet implements BehindFront {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    /** Over the store's verbs. */
    @Activate
    public StoreBlocks(
            @Reference Store store,
            @Reference Authenticator authenticator,
            @Reference Consumers consumers,
            @Reference Tokens tokens,
            Config config) {
        this(
                new Sessions(authenticator),
                new SignInVerbs(store, authenticator, config.publisher_url()),
                new ListingVerbs(store),
                new ApplicationVerbs(store),
                new SubscriptionVerbs(store, new KeyShelf(store, consumers, tokens)),
                new KeyVerbs(store, tokens));
    }

    StoreBlocks(
            Sessions sessions,
            SignInVerbs signIn,
            ListingVerbs listing,
            ApplicationVerbs applications,
            SubscriptionVerbs subscriptions,
            KeyVerbs keys) {
        super(
                sessions,
                JagFile.at("user/login/ajax/login.jag", PLEASE_LOGIN)
                        .post("login", ErrorText.GENERIC, signIn::login)
                        .any("logout", signIn::logout)
                        .any("getAPIPublisherURL", signIn::publisherUrl),
                JagFile.at("user/login/ajax/session.jag", PLEASE_LOGIN).otherwise(call -> JagAnswer.ok()),
                JagFile.at("user/login/ajax/sessionCheck.jag", PLEASE_LOGIN).any("sessionCheck", signIn::check),
                JagFile.at("api/listing/ajax/list.jag", PLEASE_LOGIN)
                        .any("getAllPublishedAPIs", ErrorText.GENERIC, listing::all)
                        .any("getAllPaginatedPublishedAPIs", ErrorText.GENERIC, listing::page),
                JagFile.at(
                                "application/application-add/ajax/application-add.jag",
                                "You need to login before adding an application")
                        .post("addApplication", applications::add),
                JagFile.at("application/application-list/ajax/application-list.jag", PLEASE_LOGIN)
                        .any("getApplications", ErrorText.GENERIC, applications::all)
                        .any("getApplicationByName", ErrorText.GENERIC, applications::one),
                JagFile.at("application/application-update/ajax/application-update.jag", PLEASE_LOGIN)
                        .post("updateApplication", applications::update),
                JagFile.at("application/application-remove/ajax/application-remove.jag", PLEASE_LOGIN)
                        .post("removeApplication", ErrorText.GENERIC, applications::remove),
                JagFile.at("subscription/subscription-add/ajax/subscription-add.jag", PLEASE_LOGIN)
                        .post("addSubscription", ErrorText.FULL, subscriptions::addById)
                        .post("addAPISubscription", ErrorText.PLAIN, subscriptions::addByName)
                        .post("generateApplicationKey", ErrorText.GENERIC, keys::generate)
                        .post("refreshToken", ErrorText.FULL, keys::renew)
                        .post("updateAccessAllowDomains", ErrorText.GENERIC, keys::allowDomains),
                JagFile.at("subscription/subscription-list/ajax/subscription-list.jag", PLEASE_LOGIN)
                        .any("getAllSubscriptions", ErrorText.GENERIC, subscriptions::all)
                        .any("getSubscriptionByApplication", ErrorText.GENERIC, subscriptions::ofApplication),
                JagFile.at("subscription/subscription-remove/ajax/subscription-remove.jag", PLEASE_LOGIN)
                        .post("removeSubscription", ErrorText.PLAIN, subscriptions::remove));
    }

    @Override
    protected Optional<String> objection(HttpServletRequest request, Parameters parameters) {
        return InputRules.objection(parameters);
    }

    /** What the store says of the publisher. */
    @ObjectClassDefinition(name = "API Manager: publisher, as the store names it")
    @interface Config {
        @AttributeDefinition(description = "Where people find the publisher.")
        String publisher_url() default "https://localhost:9443/publisher";
    }
}
