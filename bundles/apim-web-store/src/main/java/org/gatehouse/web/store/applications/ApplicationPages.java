package org.gatehouse.web.store.applications;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.store.ApplicationDraft;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A subscriber's applications. */
@Component(property = "apim.door=store")
public final class ApplicationPages implements PageSection {
    private static final String PATH = "/site/pages/applications.jag";
    private static final String ONE = "/site/pages/application.jag";

    private final MyApplications applications;

    /** Over the store's verbs. */
    @Activate
    public ApplicationPages(@Reference MyApplications applications) {
        this.applications = applications;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list).form(PATH, this::add).show(ONE, this::one).form(ONE, this::change);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("applications.title", "grid", PATH, 20, false));
    }

    private Page list(PageVisit visit) {
        return list(visit.caller(), Form.filled(Map.of("tier", Tier.UNLIMITED_NAME)));
    }

    private Page list(Caller caller, Form form) {
        return Page.show(
                "applications/list",
                "applications",
                applications.summaries(caller).stream().map(ApplicationRow::of).toList(),
                "tiers",
                applications.tiers(caller).stream().map(Tier::name).toList(),
                "form",
                form);
    }

    private Page add(PageVisit visit) {
        Caller caller = visit.caller();
        Form form = new Form(visit.parameters());
        String name = form.required("application", "applications.no-name");
        if (!form.isGood()) {
            return list(caller, form);
        }
        try {
            applications.add(caller, name, form.optional("tier"), "", form.optional("description"));
        } catch (Invalid | Conflict refused) {
            return list(caller, form.refuseBecause("application", refused));
        }
        visit.done("applications.added", name);
        return Page.to(PATH);
    }

    private Page one(PageVisit visit) {
        Application application = called(visit);
        return edit(
                visit.caller(),
                application,
                Form.filled(Map.of(
                        "application", application.name(),
                        "tier", application.tier(),
                        "callbackUrl", application.callbackUrl(),
                        "description", application.description(),
                        "revision", String.valueOf(application.revision()))));
    }

    private Application called(PageVisit visit) {
        Caller caller = visit.caller();
        return applications.find(
                caller,
                visit.parameters().number("id").orElseThrow(() -> new Invalid("There is no application number")));
    }

    private Page edit(Caller caller, Application application, Form form) {
        Stream<String> offered = applications.tiers(caller).stream().map(Tier::name);
        return Page.show(
                form.status(),
                "applications/edit",
                Page.values(
                        "application",
                        application,
                        "tiers",
                        Stream.concat(offered, Stream.of(application.tier()))
                                .distinct()
                                .toList(),
                        "form",
                        form));
    }

    private Page change(PageVisit visit) {
        Caller caller = visit.caller();
        Application application = called(visit);
        Form form = new Form(visit.parameters());
        ApplicationDraft draft = new ApplicationDraft(
                form.required("application", "applications.no-name"),
                form.optional("tier"),
                form.optional("callbackUrl"),
                form.optional("description"));
        if (!form.isGood()) {
            return edit(caller, application, form);
        }
        try {
            applications.update(caller, application.id(), form.revision(), draft);
        } catch (Changed meanwhile) {
            return edit(caller, application, form.overtakenBy(meanwhile));
        } catch (Invalid | Conflict refused) {
            return edit(caller, application, form.refuseBecause("application", refused));
        }
        visit.done("applications.saved", draft.name());
        return Page.to(PATH);
    }
}
