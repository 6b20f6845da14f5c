package org.gatehouse.web.store.subscriptions;

import java.util.List;
import org.gatehouse.store.ApplicationKeys;
import org.gatehouse.store.Catalogue;
import org.gatehouse.store.MyApplications;
import org.gatehouse.store.Subscribing;
import org.gatehouse.web.jag.ErrorText;
import org.gatehouse.web.jag.JagFile;
import org.gatehouse.web.jag.JagSection;
import org.gatehouse.web.store.keys.KeyShelf;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where scripts subscribe, unsubscribe and list subscriptions. */
@Component(property = "apim.door=store")
public final class SubscriptionFiles implements JagSection {
    private static final String PLEASE_LOGIN = "Please login with a valid username/password";

    private final SubscriptionVerbs subscriptions;

    /** Over the store's verbs. */
    @Activate
    public SubscriptionFiles(
            @Reference MyApplications applications,
            @Reference Subscribing subscribing,
            @Reference Catalogue catalogue,
            @Reference ApplicationKeys keys) {
        this.subscriptions = new SubscriptionVerbs(applications, subscribing, catalogue, new KeyShelf(keys));
    }

    @Override
    public List<JagFile> files() {
        return List.of(
                JagFile.at("subscription/subscription-add/ajax/subscription-add.jag", PLEASE_LOGIN)
                        .in(SubscriptionSentences::of)
                        .post("addSubscription", ErrorText.FULL, subscriptions::addById)
                        .post("addAPISubscription", ErrorText.PLAIN, subscriptions::addByName),
                JagFile.at("subscription/subscription-list/ajax/subscription-list.jag", PLEASE_LOGIN)
                        .any("getAllSubscriptions", ErrorText.GENERIC, subscriptions::all)
                        .any("getSubscriptionByApplication", ErrorText.GENERIC, subscriptions::ofApplication),
                JagFile.at("subscription/subscription-remove/ajax/subscription-remove.jag", PLEASE_LOGIN)
                        .post("removeSubscription", ErrorText.PLAIN, subscriptions::remove));
    }
}
