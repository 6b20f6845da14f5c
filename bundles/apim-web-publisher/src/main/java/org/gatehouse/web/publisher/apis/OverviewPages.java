package org.gatehouse.web.publisher.apis;

import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.EndpointTests;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.PublisherPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What there is to know of an API, and its end. */
@Component(property = "apim.door=publisher")
public final class OverviewPages implements PageSection {
    private static final String PATH = "/apis/overview";
    private static final String TEST = "/apis/endpoints";
    private static final String REMOVE = "/apis/remove";

    private final ApiListing listing;
    private final ApiEditing editing;
    private final Subscribers subscribers;
    private final EndpointTests tests;

    /** Over the publisher's verbs. */
    @Activate
    public OverviewPages(
            @Reference ApiListing listing,
            @Reference ApiEditing editing,
            @Reference Subscribers subscribers,
            @Reference EndpointTests tests) {
        this.listing = listing;
        this.editing = editing;
        this.subscribers = subscribers;
        this.tests = tests;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::show)
                .show("/info", this::show)
                .show(TEST, this::show)
                .form(TEST, this::test)
                .show(REMOVE, this::ask)
                .form(REMOVE, this::remove);
    }

    /** Where an API's overview is. */
    public static String of(ApiId id) {
        return PATH + "?" + CalledApi.query(id);
    }

    private Page show(PageVisit visit) {
        Api api = listing.find(visit.caller(), CalledApi.id(visit.parameters()));
        return show(visit, api, EndpointRow.of(api.backend().endpoints()), false);
    }

    /** Not by a link: it asks others, in the name of this server. */
    private Page test(PageVisit visit) {
        Api api = listing.find(visit.caller(), CalledApi.id(visit.parameters()));
        Instant now = Instant.now();
        List<EndpointRow> rows = tests.run(visit.caller(), api.id()).stream()
                .map(test -> EndpointRow.of(test, now))
                .toList();
        return show(visit, api, rows, true);
    }

    private Page show(PageVisit visit, Api api, List<EndpointRow> endpoints, boolean areTested) {
        Caller caller = visit.caller();
        List<VersionRow> versions = listing.versions(caller, api.id()).stream()
                .map(version -> VersionRow.of(version, api.id()))
                .toList();
        return Page.show(
                200,
                "apis/overview",
                Page.values(
                        "api",
                        ApiRow.of(ApiSummary.of(api, subscribers.count(caller, api.id()))),
                        "full",
                        api,
                        "query",
                        CalledApi.query(api.id()),
                        "hasWsdl",
                        Wsdls.has(api.description()),
                        "endpoints",
                        endpoints,
                        "areTested",
                        areTested,
                        "versions",
                        versions,
                        "mayEdit",
                        caller.may(Permission.CREATE_APIS),
                        "mayPublish",
                        caller.may(Permission.PUBLISH_APIS)));
    }

    private Page ask(PageVisit visit) {
        Caller caller = visit.caller();
        caller.requireAny(Permission.CREATE_APIS);
        Api api = listing.find(caller, CalledApi.id(visit.parameters()));
        return Page.show(
                "apis/remove",
                "api",
                ApiRow.of(ApiSummary.of(api, subscribers.count(caller, api.id()))),
                "query",
                CalledApi.query(api.id()));
    }

    private Page remove(PageVisit visit) {
        ApiId id = CalledApi.id(visit.parameters());
        try {
            editing.remove(visit.caller(), id);
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            visit.failed("apis.not-removed", id.name(), id.version(), String.valueOf(refused.getMessage()));
            return Page.to(of(id));
        }
        visit.done("apis.removed", id.name(), id.version());
        return Page.to(PublisherPages.HOME);
    }
}
