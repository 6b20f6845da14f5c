package org.gatehouse.web.publisher.lifecycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.PublisherPages;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The life of an API, and publishing from the list of APIs. */
@Component(property = "apim.door=publisher")
public final class LifecyclePages implements PageSection {
    private static final String PATH = "/apis/lifecycle";

    private final ApiLifecycle lifecycle;
    private final ApiListing listing;
    private final Subscribers subscribers;

    /** Over the publisher's verbs. */
    @Activate
    public LifecyclePages(
            @Reference ApiLifecycle lifecycle, @Reference ApiListing listing, @Reference Subscribers subscribers) {
        this.lifecycle = lifecycle;
        this.listing = listing;
        this.subscribers = subscribers;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::show).form(PATH, this::move).form("/apis/publish", this::publish);
    }

    private Page show(PageVisit visit) {
        Api api = called(visit);
        return show(visit, api, Form.filled(LifeForm.of(api)));
    }

    private Api called(PageVisit visit) {
        return listing.find(visit.caller(), CalledApi.id(visit.parameters()));
    }

    private Page show(PageVisit visit, Api api, Form form) {
        Caller caller = visit.caller();
        return Page.show(
                form.status(),
                "lifecycle/life",
                Page.values(
                        "api", ApiRow.of(ApiSummary.of(api, subscribers.count(caller, api.id()))),
                        "query", CalledApi.query(api.id()),
                        "form", form,
                        "places", Place.all(api.status()),
                        "steps", LifeForm.steps(api.status()),
                        "history", reversed(lifecycle.history(caller, api.id())),
                        "hasOlder", lifecycle.hasOlder(caller, api.id()),
                        "mayEdit", caller.may(Permission.CREATE_APIS),
                        "mayPublish", caller.may(Permission.PUBLISH_APIS)));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> newestFirst = new ArrayList<>(list);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private Page move(PageVisit visit) {
        ApiId id = CalledApi.id(visit.parameters());
        Form form = new Form(visit.parameters());
        Optional<StatusChange> change = LifeForm.change(form, visit.parameters());
        if (change.isEmpty()) {
            return show(visit, called(visit), form);
        }
        try {
            Map<String, String> late =
                    lifecycle.setStatus(visit.caller(), id, change.get()).late();
            visit.done(
                    late.isEmpty() ? "lifecycle.moved" : "lifecycle.moved-late",
                    id.name(),
                    id.version(),
                    change.get().to().name(),
                    String.join(", ", new TreeSet<>(late.keySet())));
            return Page.to(PATH + "?" + CalledApi.query(id));
        } catch (Changed meanwhile) {
            return show(visit, called(visit), form.overtakenBy(meanwhile));
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            return show(visit, called(visit), form.refuseBecause("", refused));
        }
    }

    private Page publish(PageVisit visit) {
        Caller caller = visit.caller();
        Form form = new Form(visit.parameters());
        ApiId id = CalledApi.id(visit.parameters());
        try {
            Map<String, String> late = lifecycle
                    .setStatus(caller, id, StatusChange.to(ApiStatus.PUBLISHED).from(form.revision()))
                    .late();
            if (late.isEmpty()) {
                visit.done("lifecycle.published", id.name(), id.version());
            } else {
                visit.done(
                        "lifecycle.published-late",
                        id.name(),
                        id.version(),
                        String.join(", ", new TreeSet<>(late.keySet())));
            }
        } catch (Changed meanwhile) {
            return overtaken(id, form.overtakenBy(meanwhile));
        } catch (GatewayRefused | Invalid | Conflict | Forbidden | Unavailable refused) {
            visit.failed("lifecycle.not-published", id.name(), id.version(), String.valueOf(refused.getMessage()));
        }
        return Page.to(PublisherPages.HOME);
    }

    private static Page overtaken(ApiId id, Form form) {
        return Page.show(
                form.status(),
                "lifecycle/overtaken",
                Page.values("form", form, "name", id.name(), "version", id.version(), "provider", id.provider()));
    }
}
