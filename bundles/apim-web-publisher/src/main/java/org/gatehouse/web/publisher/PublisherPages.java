package org.gatehouse.web.publisher;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.front.BehindFront;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.publisher.Subscribers;
import org.gatehouse.web.Door;
import org.gatehouse.web.Json;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The publisher's pages. */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-publisher-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-publisher)",
        })
public final class PublisherPages extends PageServlet implements BehindFront {
    private static final String LIST = "/apis";

    private final ApiListing listing;
    private final ApiLifecycle lifecycle;
    private final Subscribers subscribers;

    /** Over the publisher's verbs. */
    @Activate
    public PublisherPages(
            @Reference ApiListing listing,
            @Reference ApiLifecycle lifecycle,
            @Reference Subscribers subscribers,
            @Reference Authenticator authenticator) {
        super(new Door("API Publisher", LIST, List.of(new Door.Link("APIs", LIST))), SignInVerbs.signIn(authenticator));
        this.listing = listing;
        this.lifecycle = lifecycle;
        this.subscribers = subscribers;
        show("/", visit -> Page.to(LIST));
        show(LIST, this::list);
        form("/apis/publish", this::publish);
    }

    private Page list(PageVisit visit) {
        Caller caller = visit.caller();
        List<Map<String, @Nullable Object>> rows = listing.all(caller).stream()
                .map(api -> row(api, subscribers.count(caller, api.id())))
                .toList();
        return Page.show("apis", "apis", rows, "mayPublish", caller.may(Permission.PUBLISH_APIS));
    }

    private static Map<String, @Nullable Object> row(Api api, long subscribers) {
        return Json.object(
                "name", api.id().name(),
                "version", api.id().version(),
                "provider", api.id().provider().toString(),
                "context", api.context(),
                "status", api.status().name(),
                "tone", tone(api.status()),
                "subscribers", subscribers,
                "publishable", api.status() != ApiStatus.PUBLISHED);
    }

    private static String tone(ApiStatus status) {
        return switch (status) {
            case PUBLISHED -> "good";
            case PROTOTYPED, DEPRECATED -> "warn";
            case BLOCKED -> "bad";
            case CREATED, RETIRED -> "";
        };
    }

    private Page publish(PageVisit visit) {
        Caller caller = visit.caller();
        ApiId id = new ApiId(
                UserName.parse(visit.parameters().required("provider")),
                visit.parameters().required("name"),
                visit.parameters().required("version"));
        try {
            Map<String, String> late = lifecycle
                    .setStatus(caller, id, StatusChange.to(ApiStatus.PUBLISHED))
                    .late();
            visit.done(
                    late.isEmpty()
                            ? id + " is published."
                            : id + " is published. Not reached yet, and told again soon: "
                                    + String.join(", ", new TreeSet<>(late.keySet())));
        } catch (GatewayRefused | Invalid | Conflict | Forbidden | Unavailable refused) {
            visit.failed(id + " is not published. " + refused.getMessage());
        }
        return Page.to(LIST);
    }
}
