package org.gatehouse.web.publisher.lifecycle;

import java.util.Map;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.PublisherPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishing from the list of APIs. */
@Component(property = "apim.door=publisher")
public final class LifecyclePages implements PageSection {
    private final ApiLifecycle lifecycle;

    /** Over the publisher's verbs. */
    @Activate
    public LifecyclePages(@Reference ApiLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void open(Routes routes) {
        routes.form("/apis/publish", this::publish);
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
