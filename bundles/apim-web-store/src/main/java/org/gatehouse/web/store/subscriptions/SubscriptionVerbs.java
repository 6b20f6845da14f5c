package org.gatehouse.web.store.subscriptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.store.Catalogue;
import org.gatehouse.store.MyApplications;
import org.gatehouse.store.Subscribing;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.gatehouse.web.store.catalogue.ThumbnailPages;
import org.gatehouse.web.store.keys.KeyShelf;
import org.jspecify.annotations.Nullable;

/** Which application is subscribed to what. */
final class SubscriptionVerbs {
    /** In front of the text of one action, which has always named the class of the failure. */
    private static final String FAILURE = "org.wso2.carbon.apimgt.api.APIManagementException: ";

    private final MyApplications applications;
    private final Subscribing subscribing;
    private final Catalogue catalogue;
    private final KeyShelf shelf;

    SubscriptionVerbs(MyApplications applications, Subscribing subscribing, Catalogue catalogue, KeyShelf shelf) {
        this.applications = applications;
        this.subscribing = subscribing;
        this.catalogue = catalogue;
        this.shelf = shelf;
    }

    JagAnswer addById(JagCall call) {
        Caller caller = call.caller();
        Application application = applications.find(caller, number(call.required("applicationId")));
        return JagAnswer.ok("status", add(call, caller, application).status());
    }

    JagAnswer addByName(JagCall call) {
        Caller caller = call.caller();
        try {
            add(call, caller, applications.find(caller, call.required("applicationName")));
            return JagAnswer.ok();
        } catch (Invalid | Conflict | Forbidden | NotFound refused) {
            return JagAnswer.error(FAILURE
                    + SubscriptionSentences.of(refused, call).orElseGet(() -> String.valueOf(refused.getMessage())));
        }
    }

    private Subscription add(JagCall call, Caller caller, Application application) {
        return subscribing.add(caller, application, id(call), call.required("tier"));
    }

    JagAnswer remove(JagCall call) {
        Caller caller = call.caller();
        subscribing.remove(caller, application(caller, call), id(call));
        return JagAnswer.ok();
    }

    private Application application(Caller caller, JagCall call) {
        String name = call.text("applicationName").trim();
        if (name.isEmpty()) {
            return applications.find(caller, number(call.required("applicationId")));
        }
        return named(caller, name).orElseThrow(() -> new NotFound("Invalid application name '" + name + "' specified"));
    }

    JagAnswer ofApplication(JagCall call) {
        Caller caller = call.caller();
        String name = call.required("app");
        Optional<Application> application = named(caller, name);
        if (application.isEmpty()) {
            String message = " Application " + name + " does not exist for user " + caller.user();
            return new JagAnswer(
                    404,
                    Json.write(Json.object(
                            "subscriptionCallbackResponse", Json.object("error", "true", "message", message))));
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SubscribedApi each : subscriptions(caller, application.get(), 0, Integer.MAX_VALUE)) {
            if (catalogue.isShown(caller, each.api())) {
                rows.add(shortRow(each.subscription(), each.api()));
            }
        }
        return JagAnswer.ok("apis", rows);
    }

    private static Map<String, @Nullable Object> shortRow(Subscription subscription, ApiSummary api) {
        Map<String, @Nullable Object> row = Json.object(
                "apiName", api.id().name(),
                "apiVersion", api.id().version(),
                "apiProvider", api.id().provider(),
                "description", api.description().text(),
                "subscribedTier", subscription.tier(),
                "status", subscription.status());
        tellWhy(subscription, row);
        return row;
    }

    /** What 1.9 did not have, so where there is nothing to tell there is no such member. */
    private static void tellWhy(Subscription subscription, Map<String, @Nullable Object> row) {
        Decision decision = subscription.decision();
        if (decision != null && !decision.reason().isEmpty()) {
            row.put("statusReason", decision.reason());
        }
    }

    JagAnswer all(JagCall call) {
        Caller caller = call.caller();
        List<Application> approved = applications.all(caller).stream()
                .filter(application -> application.status() == ApplicationStatus.APPROVED)
                .toList();
        String chosen = call.parameters()
                .text("selectedApp", approved.isEmpty() ? "" : approved.get(0).name())
                .trim();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        long total = 0;
        for (Application application : approved) {
            boolean isChosen = application.name().equals(chosen);
            List<SubscribedApi> shown = isChosen ? page(call, caller, application) : List.of();
            total += isChosen
                    ? subscribing.of(caller, application, PageRequest.first(1)).total()
                    : 0;
            rows.add(application(caller, application, subscriptionRows(call, application, shown)));
        }
        return JagAnswer.ok("subscriptions", Json.object("applications", rows, "totalLength", total));
    }

    /** From the {@code start}th on, counted from 1, up to the {@code end}th. */
    private List<SubscribedApi> page(JagCall call, Caller caller, Application application) {
        long start = Math.max(1, number(call.parameters().text("start", "1")));
        long end = number(call.parameters().text("end", "100"));
        return subscriptions(caller, application, start - 1, end);
    }

    /** From the one on before which there are {@code before}, up to the {@code end}th. */
    private List<SubscribedApi> subscriptions(Caller caller, Application application, long before, long end) {
        List<SubscribedApi> all = new ArrayList<>();
        for (long next = before; next < Math.min(end, Integer.MAX_VALUE); next += PageRequest.MOST) {
            int size = (int) Math.min(PageRequest.MOST, end - next);
            List<SubscribedApi> some = subscribing
                    .of(caller, application, new PageRequest((int) next, size))
                    .items();
            all.addAll(some);
            if (some.size() < size) {
                break;
            }
        }
        return all;
    }

    private Map<String, @Nullable Object> application(
            Caller caller, Application application, List<Map<String, @Nullable Object>> subscriptions) {
        KeyShelf.Held production = shelf.find(caller, application, KeyType.PRODUCTION);
        KeyShelf.Held sandbox = shelf.find(caller, application, KeyType.SANDBOX);
        Map<String, @Nullable Object> row = Json.object(
                "id",
                application.id(),
                "name",
                application.name(),
                "callbackUrl",
                application.callbackUrl(),
                "prodKey",
                production.accessToken(),
                "prodKeyScope",
                production.scopeNames(),
                "prodKeyScopeValue",
                production.scopes(),
                "prodConsumerKey",
                production.consumerKey(),
                "prodConsumerSecret",
                production.consumerSecret(),
                "prodJsonString",
                production.details(),
                "prodAuthorizedDomains",
                production.domains(),
                "prodValidityTime",
                production.validity(),
                production.token() == null ? "prodRegenarateOption" : "prodRegenerateOption",
                true,
                "prodKeyState",
                production.state());
        row.putAll(Json.object(
                "sandboxKey", sandbox.accessToken(),
                "sandKeyScope", sandbox.scopeNames(),
                "sandKeyScopeValue", sandbox.scopes(),
                "sandboxConsumerKey", sandbox.consumerKey(),
                "sandboxConsumerSecret", sandbox.consumerSecret(),
                "sandboxJsonString", sandbox.details(),
                "sandboxAuthorizedDomains", sandbox.domains(),
                "sandValidityTime", sandbox.validity(),
                "sandRegenarateOption", true,
                "sandboxKeyState", sandbox.state(),
                "subscriptions", subscriptions,
                "scopes", List.of()));
        return row;
    }

    private List<Map<String, @Nullable Object>> subscriptionRows(
            JagCall call, Application application, List<SubscribedApi> subscriptions) {
        Caller caller = call.caller();
        KeyShelf.Held production = shelf.find(caller, application, KeyType.PRODUCTION);
        KeyShelf.Held sandbox = shelf.find(caller, application, KeyType.SANDBOX);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (SubscribedApi each : subscriptions) {
            // It may have been hidden from the caller after they subscribed.
            if (catalogue.isShown(caller, each.api())) {
                Map<String, @Nullable Object> row = longRow(each.subscription(), each.api(), call);
                row.putAll(keys(production, sandbox));
                row.put("hasMultipleEndpoints", "false");
                tellWhy(each.subscription(), row);
                rows.add(row);
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> longRow(Subscription subscription, ApiSummary api, JagCall call) {
        return Json.object(
                "name", api.id().name(),
                "provider", api.id().provider(),
                "version", api.id().version(),
                "status", api.status(),
                "tier", subscription.tier(),
                "subStatus", subscription.status(),
                "thumburl", ThumbnailPages.of(api, call.request().getContextPath()),
                "context", api.context(),
                "businessOwner", api.description().business().name());
    }

    private static Map<String, @Nullable Object> keys(KeyShelf.Held production, KeyShelf.Held sandbox) {
        return Json.object(
                "prodKey", production.accessToken(),
                "prodConsumerKey", production.consumerKey(),
                "prodConsumerSecret", production.consumerSecret(),
                "prodAuthorizedDomains", production.domains(),
                "prodValidityTime", production.validity(),
                "sandboxKey", sandbox.accessToken(),
                "sandboxConsumerKey", sandbox.consumerKey(),
                "sandboxConsumerSecret", sandbox.consumerSecret(),
                "sandAuthorizedDomains", sandbox.domains(),
                "sandValidityTime", sandbox.validity());
    }

    private Optional<Application> named(Caller caller, String name) {
        return applications.named(caller, name);
    }

    private static ApiId id(JagCall call) {
        return new ApiId(UserName.parse(call.required("provider")), call.required("name"), call.required("version"));
    }

    private static long number(String text) {
        if (!text.trim().matches("\\d{1,18}")) {
            throw new Invalid("number: " + text + " (expected: digits)");
        }
        return Long.parseLong(text.trim());
    }
}
