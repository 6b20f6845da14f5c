package org.gatehouse.web.publisher.definitions;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.DefinitionChanges;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.DefinitionText;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The definition of an API: read, kept as a file, and replaced after a look at what that does to callers. */
@Component(property = "apim.door=publisher")
public final class DefinitionPages implements PageSection {
    private static final String PATH = "/apis/definition";
    private static final String TEXT = "swagger";
    private static final String FILE = "swagger-file";

    private final ApiDefinitions definitions;
    private final ApiListing listing;
    private final ApiEditing editing;

    /** Over the publisher's verbs. */
    @Activate
    public DefinitionPages(
            @Reference ApiDefinitions definitions, @Reference ApiListing listing, @Reference ApiEditing editing) {
        this.definitions = definitions;
        this.listing = listing;
        this.editing = editing;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::show).form(PATH, this::replace).show(PATH + "/file", this::keep);
    }

    private Page show(PageVisit visit) {
        Api api = called(visit);
        String revision = String.valueOf(api.revision());
        String text;
        try {
            text = definitions.of(visit.caller(), api.id()).text();
        } catch (Invalid unwritable) {
            // Another one can take its place all the same.
            Form form = Form.filled(Map.of("revision", revision)).refuseBecause(FILE, unwritable);
            return show(visit, form, Seen.NOTHING, Unshown.NOTHING, 0);
        }
        Form form = Form.filled(Map.of(TEXT, DefinitionText.shown(text), "revision", revision));
        return show(visit, form, Seen.NOTHING, Unshown.stored(text), 0);
    }

    private Api called(PageVisit visit) {
        return listing.find(visit.caller(), CalledApi.id(visit.parameters()));
    }

    private Page show(PageVisit visit, Form form, Seen seen, Unshown unshown, int badLine) {
        Api api = called(visit);
        return Page.show(
                form.status(),
                "definitions/definition",
                Page.values(
                        "api", ApiRow.of(api),
                        "query", CalledApi.query(api.id()),
                        "form", form,
                        "badLine", badLine,
                        "unshown", unshown.characters(),
                        "isStored", unshown.isStored(),
                        "changes", seen.changes(),
                        "problems", seen.problems(),
                        "mayEdit", visit.caller().may(Permission.CREATE_APIS)));
    }

    private Page keep(PageVisit visit) {
        ApiId id = called(visit).id();
        Definition definition = definitions.of(visit.caller(), id);
        String ending = definition.syntax() == Definition.Syntax.YAML ? ".yaml" : ".json";
        return Page.keep(new Attachment(
                id.name() + "-" + id.version() + ending, definition.text().getBytes(StandardCharsets.UTF_8)));
    }

    private Page replace(PageVisit visit) {
        Caller caller = visit.caller();
        caller.requireAny(Permission.CREATE_APIS);
        ApiId id = CalledApi.id(visit.parameters());
        Parameters sent = visit.parameters();
        if (!sent.has(TEXT) && sent.upload(FILE).isEmpty()) {
            return refuseNothing(visit, new Form(sent));
        }
        String text = DefinitionText.of(sent, TEXT);
        Form form = new Form(sent.with(Map.of(TEXT, DefinitionText.shown(text))));
        Unshown unshown = Unshown.sent(text);
        try {
            if (!sent.has("save")) {
                return show(visit, form, Seen.of(definitions.review(caller, id, text)), unshown, 0);
            }
            ParsedDefinition written = definitions.read(caller, text);
            Map<String, String> late = editing.update(
                            caller,
                            id,
                            form.revision(),
                            before -> ApiDraft.of(before).describedBy(written))
                    .late();
            visit.done(
                    late.isEmpty() ? "definitions.saved" : "definitions.saved-late",
                    id.name(),
                    id.version(),
                    String.join(", ", new TreeSet<>(late.keySet())));
            return Page.to(PATH + "?" + CalledApi.query(id));
        } catch (Changed meanwhile) {
            return show(visit, form.overtakenBy(meanwhile), Seen.NOTHING, unshown, 0);
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            Form again = form.refuseBecause(unshown.characters() == 0 ? TEXT : FILE, refused);
            return show(visit, again, Seen.NOTHING, unshown, DefinitionText.badLine(refused));
        }
    }

    /** A definition that the page does not show comes with no form: that it is not there says nothing. */
    private Page refuseNothing(PageVisit visit, Form form) {
        String stored =
                definitions.of(visit.caller(), CalledApi.id(visit.parameters())).text();
        return show(visit, form.refuse(FILE, "definitions.choose"), Seen.NOTHING, Unshown.stored(stored), 0);
    }

    /**
     * What was seen in a text that is to take the place of a definition.
     *
     * @param changes what it changes; null if nobody has asked
     */
    private record Seen(@Nullable DefinitionChanges changes, List<DefinitionProblem> problems) {
        private static final Seen NOTHING = new Seen(null, List.of());

        private static Seen of(ApiDefinitions.Review review) {
            return new Seen(review.changes(), review.problems());
        }
    }

    /**
     * A text that is too long for a page.
     *
     * @param characters how many it has; 0 if the text is shown
     * @param isStored whether it is the definition as it is, and not one that was sent
     */
    private record Unshown(int characters, boolean isStored) {
        private static final Unshown NOTHING = new Unshown(0, true);

        private static Unshown stored(String text) {
            return new Unshown(DefinitionText.unshown(text), true);
        }

        private static Unshown sent(String text) {
            return new Unshown(DefinitionText.unshown(text), false);
        }
    }
}
