package org.gatehouse.web.publisher.documents;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.SeenDocument;
import org.gatehouse.web.Attachment;
import org.gatehouse.web.markup.Markup;
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

/** An API's documents: listed, read, ordered, removed. */
@Component(property = "apim.door=publisher")
public final class DocumentPages implements PageSection {
    static final String LIST = "/apis/documents";
    /** Which document a page is about. */
    static final String DOCUMENT = "document";

    private final ApiListing listing;
    private final DocumentEditing documents;

    /** Over the publisher's verbs. */
    @Activate
    public DocumentPages(@Reference ApiListing listing, @Reference DocumentEditing documents) {
        this.listing = listing;
        this.documents = documents;
    }

    @Override
    public void open(Routes routes) {
        routes.show(LIST, this::list)
                .show(LIST + "/read", this::read)
                .show(LIST + "/file", this::file)
                .form(LIST + "/move", this::move)
                .show(LIST + "/remove", this::askWhetherToRemove)
                .form(LIST + "/remove", this::remove);
    }

    /** The address of an API's list. */
    static String list(ApiId api) {
        return LIST + "?" + CalledApi.query(api);
    }

    /** What all pages about an API's documents are filled with. */
    static Map<String, @Nullable Object> about(Api api, PageVisit visit) {
        return Page.values(
                "api",
                ApiRow.of(api),
                "query",
                CalledApi.query(api.id()),
                "mayEdit",
                visit.caller().may(Permission.CREATE_APIS));
    }

    private Page list(PageVisit visit) {
        Api api = api(visit);
        List<Document> all = documents.list(visit.caller(), api.id());
        Map<String, @Nullable Object> values = about(api, visit);
        values.put("documents", DocumentRow.of(all));
        return Page.show(200, "documents/list", values);
    }

    private Page read(PageVisit visit) {
        Api api = api(visit);
        Document document = documents.find(visit.caller(), api.id(), named(visit));
        boolean isText = document.details().source() == DocumentSource.INLINE;
        Map<String, @Nullable Object> values = about(api, visit);
        values.put("document", DocumentRow.of(document));
        values.put("file", document.file());
        values.put("url", document.details().url());
        values.put("html", isText ? html(documents.content(visit.caller(), api.id(), document.name())) : "");
        return Page.show(200, "documents/read", values);
    }

    private static String html(DocumentContent text) {
        return Markup.safe(text.mediaType(), text.text());
    }

    private Page file(PageVisit visit) {
        ApiId api = CalledApi.id(visit.parameters());
        Document document = documents.find(visit.caller(), api, named(visit));
        if (document.details().source() != DocumentSource.FILE) {
            throw new NotFound("file: of document " + document.name() + " (expected: a document that is a file)");
        }
        DocumentContent file = documents.content(visit.caller(), api, document.name());
        return Page.keep(new Attachment(file.name(), file.bytes()));
    }

    private Page move(PageVisit visit) {
        ApiId api = CalledApi.id(visit.parameters());
        String name = named(visit);
        Optional<String> before = Optional.of(visit.parameters().text("before")).filter(other -> !other.isEmpty());
        try {
            documents.move(visit.caller(), api, name, before);
        } catch (UnknownDocument gone) {
            visit.failed("documents.not-moved", name, gone.name());
        }
        return Page.to(list(api));
    }

    private Page askWhetherToRemove(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        Api api = api(visit);
        Document document = documents.find(visit.caller(), api.id(), named(visit));
        Form form = Form.filled(Map.of("revision", String.valueOf(document.revision())));
        return askWhetherToRemove(visit, api, form);
    }

    private Page askWhetherToRemove(PageVisit visit, Api api, Form form) {
        Document document = documents.find(visit.caller(), api.id(), named(visit));
        Map<String, @Nullable Object> values = about(api, visit);
        values.put("document", DocumentRow.of(document));
        values.put("form", form);
        return Page.show(form.status(), "documents/remove", values);
    }

    private Page remove(PageVisit visit) {
        ApiId api = CalledApi.id(visit.parameters());
        Form form = new Form(visit.parameters());
        try {
            documents.remove(visit.caller(), new SeenDocument(api, named(visit), form.revision()));
            visit.done("documents.removed", named(visit));
            return Page.to(list(api));
        } catch (Changed meanwhile) {
            return askWhetherToRemove(visit, api(visit), form.overtakenBy(meanwhile));
        }
    }

    private Api api(PageVisit visit) {
        return listing.find(visit.caller(), CalledApi.id(visit.parameters()));
    }

    private static String named(PageVisit visit) {
        return visit.parameters().required(DOCUMENT);
    }
}
