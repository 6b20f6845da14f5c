package org.gatehouse.rest.publisher;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.OwnScope;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.publisher.Subscribers;

/** Which applications are subscribed to an API. */
@Path("/apis/{id}/subscriptions")
@Produces("application/json")
public final class SubscriptionsResource {
    private final Subscribers subscribers;

    SubscriptionsResource(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    /** Some of them, the newest first. */
    @GET
    public Response list(@Context HttpServletRequest http, @PathParam("id") String id) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.SUBSCRIPTION_VIEW);
        Query query = asked.query().only("query", "status", "limit", "offset");
        String status = query.text("status");
        SubscriberQuery wanted = new SubscriberQuery(
                query.text("query"),
                status.isEmpty() ? null : query.choice("status", status, SubscriptionStatus.class));
        Page<SubscribedApplication> page = subscribers.list(caller, ApiAddress.id(id), wanted, query.page());
        return query.listed(
                "/apis/" + Query.segment(id) + "/subscriptions",
                page,
                page.items().stream().map(SubscriptionsResource::row).toList());
    }

    private static Object row(SubscribedApplication subscribed) {
        return Answers.object(
                "id", subscribed.subscription().id(),
                "application",
                        Answers.object(
                                "id", subscribed.application().id(),
                                "name", subscribed.application().name(),
                                "owner", subscribed.application().subscriber().toString()),
                "tier", subscribed.subscription().tier(),
                "status", subscribed.subscription().status().name());
    }

    /** Blocks all keys of an application, or those for production. */
    @POST
    @Path("/{application}/block")
    @Produces(Answers.OF_ANY_KIND)
    @Consumes("application/json")
    public Response block(
            @Context HttpServletRequest http,
            @PathParam("id") String id,
            @PathParam("application") String application) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.SUBSCRIPTION_BLOCK);
        return asked.once(() -> {
            Sent sent = asked.sent().only("productionOnly");
            SubscriptionStatus status = sent.flag("productionOnly", false)
                    ? SubscriptionStatus.PROD_ONLY_BLOCKED
                    : SubscriptionStatus.BLOCKED;
            sent.check();
            return set(caller, id, application, status);
        });
    }

    /** Lets them call again. */
    @POST
    @Path("/{application}/unblock")
    @Produces(Answers.OF_ANY_KIND)
    public Response unblock(
            @Context HttpServletRequest http,
            @PathParam("id") String id,
            @PathParam("application") String application) {
        Asked asked = Asked.of(http);
        Caller caller = asked.caller(OwnScope.SUBSCRIPTION_BLOCK);
        return asked.once(() -> set(caller, id, application, SubscriptionStatus.UNBLOCKED));
    }

    private Response set(Caller caller, String id, String application, SubscriptionStatus status) {
        subscribers.setAll(caller, ApiAddress.id(id), Numbers.of(application), status, "");
        return Answers.nothing();
    }
}
