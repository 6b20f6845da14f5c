package org.gatehouse.web.publisher.approvals;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.publisher.Approvals;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What waits for approval, of all the tenant's APIs: approved or rejected. */
@Component(property = "apim.door=publisher")
public final class ApprovalPages implements PageSection {
    private static final String PATH = "/approvals";
    private static final String REJECT = "/approvals/reject";

    private final Approvals approvals;

    /** Over the publisher's verbs. */
    @Activate
    public ApprovalPages(@Reference Approvals approvals) {
        this.approvals = approvals;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list)
                .form(PATH, this::approve)
                .show(REJECT, this::ask)
                .form(REJECT, this::reject);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("approvals.title", "person-check", PATH, 20, false));
    }

    private Page list(PageVisit visit) {
        Caller caller = visit.caller();
        int number = Part.number(visit.parameters());
        org.gatehouse.domain.Page<WaitingRow> found =
                approvals.waiting(caller, Part.wanted(number)).map(WaitingRow::of);
        return Page.show(
                "approvals/list",
                "waiting",
                found.items(),
                "part",
                new Part(number, found.items().size(), found.total()),
                "mayPublish",
                caller.may(Permission.PUBLISH_APIS));
    }

    /** One that somebody else has decided about is told about above the list. */
    private Page approve(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        try {
            SubscribedApplication found = called(visit);
            approvals.approve(visit.caller(), found.subscription().id());
            visit.done(
                    "approvals.approved",
                    found.application().name(),
                    found.subscription().api().name(),
                    found.subscription().api().version());
        } catch (NotFound | Invalid | Conflict refused) {
            visit.failed("approvals.not-decided", String.valueOf(refused.getMessage()));
        }
        return Page.to(PATH);
    }

    private Page ask(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        return ask(called(visit), Form.empty());
    }

    private static Page ask(SubscribedApplication found, Form form) {
        return Page.show(
                "approvals/reject", "waiting", WaitingRow.of(found), "most", Decision.MOST_OF_REASON, "form", form);
    }

    private Page reject(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        Form form = new Form(visit.parameters());
        String reason = form.required("reason", "approvals.no-reason");
        SubscribedApplication found;
        try {
            found = called(visit);
            if (!form.isGood()) {
                return ask(found, form);
            }
            approvals.reject(visit.caller(), found.subscription().id(), reason);
        } catch (NotFound | Conflict decided) {
            visit.failed("approvals.not-decided", String.valueOf(decided.getMessage()));
            return Page.to(PATH);
        } catch (Invalid refused) {
            return ask(called(visit), form.refuseBecause("reason", refused));
        }
        visit.done(
                "approvals.rejected",
                found.application().name(),
                found.subscription().api().name(),
                found.subscription().api().version());
        return Page.to(PATH);
    }

    private SubscribedApplication called(PageVisit visit) {
        long number = visit.parameters()
                .number("subscription")
                .orElseThrow(() -> new Invalid("subscription: none (expected: its number)"));
        return approvals.find(visit.caller(), number);
    }
}
