package org.gatehouse.web.store.subscriptions;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.store.MyApplications;
import org.gatehouse.store.Subscribing;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What one of a subscriber's applications is subscribed to, and how that stands. */
@Component(property = "apim.door=store")
public final class SubscriptionPages implements PageSection {
    private static final String PATH = "/site/pages/subscriptions.jag";

    private final MyApplications applications;
    private final Subscribing subscribing;

    /** Over the store's verbs. */
    @Activate
    public SubscriptionPages(@Reference MyApplications applications, @Reference Subscribing subscribing) {
        this.applications = applications;
        this.subscribing = subscribing;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list).form(PATH, this::end);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("subscriptions.title", "bookmark-check", PATH, 30, false));
    }

    /** Of the application that is called, else of the first one; without any, there is one to be added first. */
    private Page list(PageVisit visit) {
        Caller caller = visit.caller();
        List<Application> all = applications.all(caller);
        if (all.isEmpty()) {
            return Page.to("/site/pages/applications.jag");
        }
        boolean isCalled = visit.parameters().number("id").isPresent();
        Application application = isCalled ? called(visit) : all.get(0);
        int number = Part.number(visit.parameters());
        org.gatehouse.domain.Page<SubscriptionRow> found =
                subscribing.of(caller, application, Part.wanted(number)).map(SubscriptionRow::of);
        return Page.show(
                "subscriptions/list",
                "applications",
                all,
                "application",
                application,
                "subscriptions",
                found.items(),
                "part",
                new Part(number, found.items().size(), found.total()));
    }

    private Page end(PageVisit visit) {
        Application application = called(visit);
        long subscription = visit.parameters()
                .number("subscription")
                .orElseThrow(() -> new Invalid("subscription: none (expected: its number)"));
        try {
            subscribing.remove(visit.caller(), application, subscription);
            visit.done("subscriptions.ended", application.name());
        } catch (SubscriptionBlocked blocked) {
            visit.failed("subscriptions.not-ended", application.name());
        }
        return Page.to(PATH + "?id=" + application.id());
    }

    private Application called(PageVisit visit) {
        return applications.find(
                visit.caller(),
                visit.parameters()
                        .number("id")
                        .orElseThrow(() -> new Invalid("id: none (expected: the number of an application)")));
    }
}
