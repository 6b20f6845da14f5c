package org.gatehouse.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What there is to read about an API, for anyone who looks: a caller of null is someone who is not signed in. Every verb throws
 * {@link UnknownApi} for an API that the caller may not see. What a caller may not read is not there.
 */
@Component(service = ApiDocuments.class)
public final class ApiDocuments {
    private final Catalogue catalogue;
    private final Documents documents;

    /** Of the APIs of the catalogue. */
    @Activate
    public ApiDocuments(@Reference Catalogue catalogue, @Reference Documents documents) {
        this.catalogue = catalogue;
        this.documents = documents;
    }

    /** The documents that the caller may read, in the order of their provider. */
    public List<Document> of(@Nullable Caller caller, ApiId id) {
        Api api = catalogue.api(caller, id);
        Viewer viewer = Viewer.of(caller, id.provider().tenant());
        return documents.of(id).stream()
                .filter(document ->
                        viewer.sees(api.visibility(), document.details().visibility()))
                .toList();
    }

    /**
     * The texts among these, by the numbers of their documents.
     *
     * @param mostBytes of more texts than make so many bytes the last ones are left out
     */
    public Map<Long, String> texts(@Nullable Caller caller, ApiId id, long mostBytes) {
        Map<Long, String> texts = new HashMap<>();
        long bytes = 0;
        for (Document document : of(caller, id)) {
            boolean isText = document.details().source() == DocumentSource.INLINE;
            bytes += isText ? document.file().size() : 0;
            if (isText && bytes <= mostBytes) {
                documents.content(document.number()).ifPresent(content -> texts.put(document.number(), content.text()));
            }
        }
        return texts;
    }

    /**
     * The content of a document of that number.
     *
     * @throws NotFound if the API has none that the caller may read
     */
    public DocumentContent content(@Nullable Caller caller, ApiId id, long number) {
        return of(caller, id).stream()
                .filter(document -> document.number() == number)
                .findFirst()
                .flatMap(document -> documents.content(document.number()))
                .orElseThrow(() -> new UnknownDocument(id, "number " + number));
    }
}
