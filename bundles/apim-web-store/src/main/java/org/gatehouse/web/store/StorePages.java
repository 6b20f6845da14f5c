package org.gatehouse.web.store;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.front.BehindFront;
import org.gatehouse.store.Store;
import org.gatehouse.web.Door;
import org.gatehouse.web.Json;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The store's pages. Anyone may look around; applications need a signed-in subscriber. */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-store-pages",
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-store)",
        })
public final class StorePages extends PageServlet implements BehindFront {
    private static final String LIST = "/apis/list";
    private static final String APPLICATIONS = "/site/pages/applications.jag";

    private final Store store;

    /** Over the store's verbs. */
    @Activate
    public StorePages(@Reference Store store, @Reference Authenticator authenticator) {
        super(
                new Door(
                        "API Store",
                        LIST,
                        List.of(new Door.Link("APIs", LIST), new Door.Link("My applications", APPLICATIONS))),
                SignInVerbs.signIn(store, authenticator));
        this.store = store;
        show("/", visit -> Page.to(LIST));
        show(LIST, this::list);
        show(APPLICATIONS, this::applications);
        form(APPLICATIONS, this::addApplication);
    }

    private Page list(PageVisit visit) {
        Caller caller = visit.visitor().orElse(null);
        String tenant = visit.parameters().text("tenant", UserName.SUPER_TENANT).trim();
        String tag = visit.parameters().text("tag").trim();
        List<Map<String, @Nullable Object>> rows = store.offered(caller, tenant).stream()
                .filter(api -> tag.isEmpty() || api.description().tags().contains(tag))
                .map(StorePages::row)
                .toList();
        return Page.show("apis", "apis", rows, "tag", tag);
    }

    private static Map<String, @Nullable Object> row(Api api) {
        return Json.object(
                "name", api.id().name(),
                "version", api.id().version(),
                "provider", api.id().provider().toString(),
                "context", api.context(),
                "description", api.description().text(),
                "tags", api.description().tags(),
                "tiers", String.join(", ", api.tiers()));
    }

    private Page applications(PageVisit visit) {
        return applications(visit.caller(), "", "");
    }

    private Page applications(Caller caller, String name, String problem) {
        List<Map<String, @Nullable Object>> rows =
                store.applications(caller).stream().map(this::row).toList();
        List<String> tiers = store.tiers(caller).stream().map(Tier::name).toList();
        return Page.show(
                "applications",
                "applications",
                rows,
                "tiers",
                tiers,
                "name",
                name,
                "problem",
                problem,
                "unlimited",
                Tier.UNLIMITED_NAME);
    }

    private Map<String, @Nullable Object> row(Application application) {
        return Json.object(
                "name", application.name(),
                "tier", application.tier(),
                "description", application.description(),
                "status", application.status().name(),
                "subscriptions", store.subscriptions(application).size());
    }

    private Page addApplication(PageVisit visit) {
        Caller caller = visit.caller();
        String name = visit.parameters().text("application").trim();
        if (name.isEmpty()) {
            return applications(caller, name, "An application needs a name.");
        }
        try {
            store.addApplication(
                    caller,
                    name,
                    visit.parameters().text("tier"),
                    "",
                    visit.parameters().text("description"));
        } catch (Invalid | Conflict refused) {
            return applications(caller, name, String.valueOf(refused.getMessage()));
        }
        visit.done("Application " + name + " is ready.");
        return Page.to(APPLICATIONS);
    }
}
