package org.gatehouse.web.publisher.subscribers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.page.Form;
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
    private static final String BLOCK = "/apis/subscribers/block";

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
        routes.show(PATH, this::list)
                .form(PATH, this::letCall)
                .show(BLOCK, this::ask)
                .form(BLOCK, this::block);
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
                Stream.of(SubscriptionStatus.values()).map(Enum::name).toList(),
                "mayEdit",
                caller.may(Permission.CREATE_APIS),
                "mayPublish",
                caller.may(Permission.PUBLISH_APIS));
    }

    /** One that is gone meanwhile, or waits, is told about above the list. */
    private Page letCall(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        ApiId api = CalledApi.id(visit.parameters());
        try {
            SubscribedApplication found = find(visit, api);
            subscribers.set(visit.caller(), api, found.subscription().id(), SubscriptionStatus.UNBLOCKED, "");
            visit.done(
                    "subscribers.is.UNBLOCKED",
                    found.application().name(),
                    found.subscription().tier());
        } catch (NotFound | Invalid | Conflict refused) {
            visit.failed("subscribers.not-set", String.valueOf(refused.getMessage()));
        }
        return back(visit, api);
    }

    private Page ask(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        ApiId api = CalledApi.id(visit.parameters());
        Subscription seen = find(visit, api).subscription();
        Decision decision = seen.decision();
        SubscriptionStatus suggested = seen.status() == SubscriptionStatus.PROD_ONLY_BLOCKED
                ? SubscriptionStatus.PROD_ONLY_BLOCKED
                : SubscriptionStatus.BLOCKED;
        return ask(
                visit,
                api,
                Form.filled(
                        Map.of("new-status", suggested.name(), "reason", decision == null ? "" : decision.reason())));
    }

    private Page ask(PageVisit visit, ApiId id, Form form) {
        Api api = listing.find(visit.caller(), id);
        return Page.show(
                form.status(),
                "subscribers/block",
                Page.values(
                        "api",
                        ApiRow.of(api),
                        "query",
                        CalledApi.query(id),
                        "list",
                        address(visit, id),
                        "filter",
                        SubscriberFilter.of(visit.parameters()),
                        "number",
                        Part.number(visit.parameters()),
                        "subscriber",
                        SubscriberRow.of(find(visit, id)),
                        "most",
                        Decision.MOST_OF_REASON,
                        "form",
                        form));
    }

    private Page block(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        ApiId api = CalledApi.id(visit.parameters());
        String wanted = visit.parameters().required("new-status").trim();
        SubscriptionStatus status = SubscriberFilter.status(wanted)
                .filter(each -> each == SubscriptionStatus.BLOCKED || each == SubscriptionStatus.PROD_ONLY_BLOCKED)
                .orElseThrow(() -> new Invalid("new-status: " + wanted + " (expected: BLOCKED or PROD_ONLY_BLOCKED)"));
        Form form = new Form(visit.parameters());
        try {
            SubscribedApplication found = find(visit, api);
            String name = found.application().name();
            String tier = found.subscription().tier();
            List<String> left =
                    subscribers.set(visit.caller(), api, found.subscription().id(), status, form.optional("reason"));
            if (left.isEmpty()) {
                visit.done("subscribers.is." + status, name, tier);
            } else {
                visit.done("subscribers.is." + status + ".but", name, tier, String.join(", ", left));
            }
        } catch (Invalid | Conflict refused) {
            return ask(visit, api, form.refuseBecause("reason", refused));
        }
        return back(visit, api);
    }

    private SubscribedApplication find(PageVisit visit, ApiId api) {
        long number = visit.parameters()
                .number("subscription")
                .orElseThrow(() -> new Invalid("subscription: none (expected: its number)"));
        return subscribers.find(visit.caller(), api, number);
    }

    private static Page back(PageVisit visit, ApiId api) {
        return Page.to(address(visit, api));
    }

    private static String address(PageVisit visit, ApiId api) {
        return PATH + "?" + CalledApi.query(api) + "&"
                + SubscriberFilter.of(visit.parameters()).address() + "&page=" + Part.number(visit.parameters());
    }
}
