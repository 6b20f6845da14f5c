package org.gatehouse.web.publisher.revisions;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiComparison;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiRevisions;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an API was. */
@Component(property = "apim.door=publisher")
public final class RevisionPages implements PageSection {
    private static final String PATH = "/apis/revisions";
    private static final String BACK = PATH + "/back";

    private final ApiListing listing;
    private final ApiRevisions revisions;

    /** Over the publisher's verbs. */
    @Activate
    public RevisionPages(@Reference ApiListing listing, @Reference ApiRevisions revisions) {
        this.listing = listing;
        this.revisions = revisions;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list)
                .show(PATH + "/compare", this::compare)
                .show(BACK, this::ask)
                .form(BACK, this::goBack);
    }

    private Page list(PageVisit visit) {
        Api api = called(visit);
        List<RevisionRow> rows = revisions.list(visit.caller(), api.id()).stream()
                .map(RevisionRow::of)
                .toList();
        return Page.show(
                "revisions/list",
                "api",
                ApiRow.of(api),
                "query",
                CalledApi.query(api.id()),
                "revisions",
                rows,
                "mayEdit",
                visit.caller().may(Permission.CREATE_APIS));
    }

    private Api called(PageVisit visit) {
        return listing.find(visit.caller(), CalledApi.id(visit.parameters()));
    }

    private Page compare(PageVisit visit) {
        OptionalLong from = visit.parameters().number("from");
        OptionalLong to = visit.parameters().number("to");
        Map<String, @Nullable Object> values = values(visit, from, to);
        values.put("from", from.orElse(0));
        values.put("to", to.orElse(0));
        return Page.show(200, "revisions/compare", values);
    }

    private Map<String, @Nullable Object> values(PageVisit visit, OptionalLong from, OptionalLong to) {
        Caller caller = visit.caller();
        Api api = called(visit);
        ApiComparison comparison = revisions.compare(caller, api.id(), from, to);
        return Page.values(
                "api", ApiRow.of(api),
                "query", CalledApi.query(api.id()),
                "comparison", comparison,
                "xml", comparison.xml().stream().map(XmlDiff::of).toList(),
                "mayEdit", caller.may(Permission.CREATE_APIS));
    }

    /** With what those who call the API will notice. */
    private Page ask(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        String now = String.valueOf(called(visit).revision());
        return ask(visit, Form.filled(Map.of("revision", now)));
    }

    private Page ask(PageVisit visit, Form form) {
        long to = required(visit, "to");
        Map<String, @Nullable Object> values = values(visit, OptionalLong.empty(), OptionalLong.of(to));
        values.put("to", to);
        values.put("form", form);
        return Page.show(form.status(), "revisions/back", values);
    }

    private static long required(PageVisit visit, String name) {
        return visit.parameters()
                .number(name)
                .orElseThrow(() -> new Invalid(name + ": nothing (expected: the number of a revision)"));
    }

    private Page goBack(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        ApiId id = CalledApi.id(visit.parameters());
        long to = required(visit, "to");
        Form form = new Form(visit.parameters());
        try {
            Map<String, String> late = revisions
                    .goBack(visit.caller(), id, required(visit, "revision"), to)
                    .late();
            visit.done(
                    late.isEmpty() ? "revisions.went-back" : "revisions.went-back-late",
                    id.name(),
                    id.version(),
                    to,
                    String.join(", ", new TreeSet<>(late.keySet())));
            return Page.to(PATH + "?" + CalledApi.query(id));
        } catch (Changed meanwhile) {
            return ask(visit, form.overtakenBy(meanwhile));
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            return ask(visit, form.refuseBecause("", refused));
        }
    }
}
