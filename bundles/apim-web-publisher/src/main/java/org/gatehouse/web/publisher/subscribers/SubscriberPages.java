package org.gatehouse.web.publisher.subscribers;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is subscribed to an API: found, blocked and let call again. */
@Component(property = "apim.door=publisher")
public final class SubscriberPages implements PageSection {
    private static final String PATH = "/apis/subscribers";

    private final ApiListing listing;
    private final Subscribers subscribers;

    /** Over the publisher's verbs. */
    @Activate
    public SubscriberPages(@Reference ApiListing listing, @Reference Subscribers subscribers) {
        this.listing = listing;
        this.subscribers = subscribers;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list).form(PATH, this::set);
    }

    private Page list(PageVisit visit) {
        Caller caller = visit.caller();
        Api api = listing.find(caller, CalledApi.id(visit.parameters()));
        SubscriberFilter filter = SubscriberFilter.of(visit.parameters());
        int number = Part.number(visit.parameters());
        org.gatehouse.domain.Page<SubscriberRow> found = subscribers
                .list(caller, api.id(), filter.asked(), Part.wanted(number))
                .map(SubscriberRow::of);
        return Page.show(
                "subscribers/list",
                "api",
                ApiRow.of(api),
                "query",
                CalledApi.query(api.id()),
                "subscribers",
                found.items(),
                "part",
                new Part(number, found.items().size(), found.total()),
                "filter",
                filter,
                "states",
                states(),
                "mayEdit",
                caller.may(Permission.CREATE_APIS),
                "mayPublish",
                caller.may(Permission.PUBLISH_APIS));
    }

    private static List<String> states() {
        return Stream.of(SubscriptionStatus.values()).map(Enum::name).toList();
    }

    /** One that is gone meanwhile, or waits, is told about above the list. */
    private Page set(PageVisit visit) {
        ApiId api = CalledApi.id(visit.parameters());
        String application = visit.parameters().required("application").trim();
        String wanted = visit.parameters().required("new-status");
        SubscriptionStatus status = SubscriberFilter.status(wanted)
                .orElseThrow(() -> new Invalid("new-status: " + wanted + " (expected: one of " + states() + ")"));
        try {
            subscribers.set(visit.caller(), api, number(application), status);
            visit.done("subscribers.is." + status, visit.parameters().text("who"));
        } catch (NotFound | Invalid refused) {
            visit.failed("subscribers.not-set", String.valueOf(refused.getMessage()));
        }
        return Page.to(PATH + "?" + CalledApi.query(api) + "&"
                + SubscriberFilter.of(visit.parameters()).address() + "&page=" + Part.number(visit.parameters()));
    }

    private static long number(String application) {
        if (!application.matches("\\d{1,18}")) {
            throw new Invalid("application: " + application + " (expected: its number)");
        }
        return Long.parseLong(application);
    }
}
