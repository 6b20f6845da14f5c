package org.gatehouse.web.store.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.Catalogue;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** What there is to subscribe to. */
final class ListingVerbs {
    private final Catalogue catalogue;

    ListingVerbs(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    JagAnswer all(JagCall call) {
        Caller caller = call.caller();
        return JagAnswer.ok(
                "apis",
                offered(caller, call).stream().map(api -> row(api, call)).toList());
    }

    /** From the {@code start}th on, counted from 0, as many as {@code end} says. */
    JagAnswer page(JagCall call) {
        Caller caller = call.caller();
        boolean tags = call.text("returnAPITags").trim().equalsIgnoreCase("true");
        int start = number(call, "start", 0);
        int most = number(call, "end", Integer.MAX_VALUE);
        List<ApiSummary> found = most >= 1 && most <= PageRequest.MOST
                ? catalogue
                        .offered(caller, tenant(call), "", "", new PageRequest(start, most))
                        .items()
                : offered(caller, call).stream().skip(start).limit(most).toList();
        List<Map<String, @Nullable Object>> rows =
                found.stream().map(api -> longRow(api, call, tags)).toList();
        return JagAnswer.ok("apis", rows);
    }

    /**
     * What a search finds, from the {@code start}th on, counted from 0, as many as {@code end} says. A query without a prefix is a
     * part of names here.
     */
    JagAnswer search(JagCall call) {
        Caller caller = call.caller();
        String query = call.parameters().required("query");
        PageRequest wanted = new PageRequest(
                number(call, "start", 0),
                Math.max(1, Math.min(number(call, "end", PageRequest.MOST), PageRequest.MOST)));
        String line = query.contains(":") ? query : "name:\"" + query.replace("\"", "") + "\"";
        return JagAnswer.ok(
                "result",
                catalogue.offered(caller, tenant(call), line, "", wanted).items().stream()
                        .map(api -> found(api, call))
                        .toList());
    }

    private List<ApiSummary> offered(Caller caller, JagCall call) {
        return catalogue.offered(caller, tenant(call));
    }

    private static String tenant(JagCall call) {
        return call.parameters().text("tenant", UserName.SUPER_TENANT).trim();
    }

    private static int number(JagCall call, String name, int otherwise) {
        String text = call.text(name).trim();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new Invalid(name + ": " + text + " (expected: a number)");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, @Nullable Object> row(ApiSummary api, JagCall call) {
        return Json.object(
                "name", api.id().name(),
                "provider", api.id().provider(),
                "version", api.id().version(),
                "context", api.context(),
                "status", "Deployed",
                "thumbnailurl",
                        Objects.requireNonNullElse(
                                ThumbnailPages.of(api, call.request().getContextPath()), "images/api-default.png"),
                "visibility", api.visibility().level().name().toLowerCase(Locale.ROOT),
                "visibleRoles", String.join(",", new TreeSet<>(api.visibility().roles())),
                "description", api.description().text(),
                "apiOwner",
                        api.original() == null
                                ? api.id().provider()
                                : api.original().owner(),
                "isAdvertiseOnly", api.original() != null);
    }

    /** Nobody rates APIs, and where their calls go is the provider's. */
    private static Map<String, @Nullable Object> found(ApiSummary api, JagCall call) {
        Map<String, @Nullable Object> row = row(api, call);
        row.put("rates", 0.0);
        row.put("endpoint", "");
        return row;
    }

    private static Map<String, @Nullable Object> longRow(ApiSummary api, JagCall call, boolean tags) {
        Map<String, @Nullable Object> row = row(api, call);
        row.put("apiBusinessOwner", api.description().business().name());
        row.put("tiers", api.tiers());
        if (tags) {
            row.put("tags", String.join(",", api.description().tags()));
        }
        return row;
    }
}
