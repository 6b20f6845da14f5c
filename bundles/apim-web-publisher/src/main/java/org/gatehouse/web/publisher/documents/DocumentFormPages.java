package org.gatehouse.web.publisher.documents;

import java.util.Map;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentFile;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.SeenDocument;
import org.gatehouse.web.markup.Markup;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The pages on which a document is added, or changed, and looked at before it is saved. */
@Component(property = "apim.door=publisher")
public final class DocumentFormPages implements PageSection {
    private static final String ADD = DocumentPages.LIST + "/add";
    private static final String EDIT = DocumentPages.LIST + "/edit";

    private final ApiListing listing;
    private final DocumentEditing documents;

    /** Over the publisher's verbs. */
    @Activate
    public DocumentFormPages(@Reference ApiListing listing, @Reference DocumentEditing documents) {
        this.listing = listing;
        this.documents = documents;
    }

    @Override
    public void open(Routes routes) {
        routes.show(ADD, this::add).form(ADD, this::save).show(EDIT, this::edit).form(EDIT, this::save);
    }

    private Page add(PageVisit visit) {
        return show(visit, "", DocumentForm.empty());
    }

    private Page edit(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        ApiId api = CalledApi.id(visit.parameters());
        String name = visit.parameters().required(DocumentPages.DOCUMENT);
        Document document = documents.find(visit.caller(), api, name);
        DocumentContent content = documents.content(visit.caller(), api, name);
        return show(visit, document.name(), DocumentForm.of(document, content));
    }

    private Page save(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        String changing = visit.parameters().text(DocumentPages.DOCUMENT).trim();
        Form form = new Form(visit.parameters());
        if (visit.parameters().has("preview")) {
            return show(visit, changing, form);
        }
        ApiId api = CalledApi.id(visit.parameters());
        try {
            Document saved = save(visit, api, changing, form);
            visit.done("documents.saved", saved.name());
            return Page.to(DocumentPages.list(api));
        } catch (Changed meanwhile) {
            return show(visit, changing, form.overtakenBy(meanwhile));
        } catch (UnknownDocument gone) {
            return show(visit, "", form.refuse("", "documents.gone", gone.name()));
        } catch (Invalid | Conflict | Unavailable refused) {
            return show(visit, changing, DocumentForm.refused(form, refused));
        }
    }

    private Document save(PageVisit visit, ApiId api, String changing, Form form) {
        DocumentDetails details = DocumentForm.details(visit.parameters());
        DocumentContent content = DocumentForm.content(details.source(), visit.parameters());
        return changing.isEmpty()
                ? documents.add(visit.caller(), api, details, content)
                : documents.update(visit.caller(), new SeenDocument(api, changing, form.revision()), details, content);
    }

    /** With what was typed as readers will see it, where that was asked for. */
    private Page show(PageVisit visit, String changing, Form form) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        Api api = listing.find(visit.caller(), CalledApi.id(visit.parameters()));
        boolean previewed = visit.parameters().has("preview");
        DocumentContent text = DocumentForm.text(visit.parameters());
        Map<String, @Nullable Object> values = DocumentPages.about(api, visit);
        values.put("changing", changing);
        values.put("form", form);
        values.put("file", file(visit, api.id(), changing));
        values.put("previewed", previewed);
        values.put("preview", previewed ? Markup.safe(text.mediaType(), text.text()) : "");
        return Page.show(form.status(), "documents/edit", values);
    }

    /** The one that stays unless another one is chosen. */
    private DocumentFile file(PageVisit visit, ApiId api, String changing) {
        return changing.isEmpty()
                ? DocumentFile.NONE
                : documents.list(visit.caller(), api).stream()
                        .filter(document -> document.name().equals(changing))
                        .map(Document::file)
                        .findFirst()
                        .orElse(DocumentFile.NONE);
    }
}
