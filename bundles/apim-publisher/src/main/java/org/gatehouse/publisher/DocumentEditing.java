package org.gatehouse.publisher;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.EmptyDocument;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.rules.DocumentRules;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of APIs, as their providers write them. Every verb throws {@link Forbidden} for who does not create APIs, or, if
 * it reads only, for who neither creates nor publishes; {@link UnknownApi} for an API of another tenant, or that there is not; and
 * {@link UnknownDocument} for a document that the API has not.
 */
@Component(service = DocumentEditing.class)
public final class DocumentEditing {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentEditing.class);
    private static final int ATTEMPTS = 3;

    private final Documents documents;
    private final OwnApis own;
    private final InstantSource clock;

    /** Over what is stored. */
    @Activate
    public DocumentEditing(@Reference Apis apis, @Reference Documents documents) {
        this(apis, documents, InstantSource.system());
    }

    /** As of this clock. */
    public DocumentEditing(Apis apis, Documents documents, InstantSource clock) {
        this.documents = documents;
        this.own = new OwnApis(apis);
        this.clock = clock;
    }

    /** The API's documents, in the order in which they are to be read. */
    public List<Document> list(Caller caller, ApiId api) {
        own.find(caller, api);
        return documents.of(api);
    }

    /** One of them. */
    public Document find(Caller caller, ApiId api, String name) {
        own.find(caller, api);
        return documents.find(api, name.strip()).orElseThrow(() -> new UnknownDocument(api, name.strip()));
    }

    /** The content of one of them; {@link DocumentContent#NONE} if it has none. */
    public DocumentContent content(Caller caller, ApiId api, String name) {
        Document document = find(caller, api, name);
        return documents.content(document.number()).orElseThrow(() -> new UnknownDocument(api, document.name()));
    }

    /**
     * Adds a document, behind the others.
     *
     * @param content the text or the file; null for none, as with an address
     * @throws Invalid if something breaks a rule
     * @throws EmptyDocument if it is to be a file and has no content
     * @throws DocumentTaken if the API has a document of that name
     * @throws TooManyDocuments if the API has as many as an API may have
     */
    public Document add(Caller caller, ApiId api, DocumentDetails said, @Nullable DocumentContent content) {
        caller.requireAny(Permission.CREATE_APIS);
        own.find(caller, api);
        DocumentDetails details = DocumentRules.checked(said);
        DocumentContent wanted = DocumentRules.checkedContent(api, details, content, null);
        Document added = documents.add(api, draft(caller, details, wanted));
        LOG.info("Document {} of {} added by {}", added.name(), api, caller.user());
        return added;
    }

    /**
     * Changes a document.
     *
     * @param content the new text or file; null if that stays as it is
     * @return as it is stored now
     * @throws Invalid if something breaks a rule
     * @throws EmptyDocument if it becomes a file and has no content
     * @throws Changed if it is at another revision than the caller saw, with what differs; nothing has changed then
     * @throws DocumentTaken if another document of the API has the name
     */
    public Document update(Caller caller, SeenDocument seen, DocumentDetails said, @Nullable DocumentContent content) {
        caller.requireAny(Permission.CREATE_APIS);
        own.find(caller, seen.api());
        DocumentDetails details = DocumentRules.checked(said);
        Document updated = change(
                caller,
                seen,
                stored -> draft(caller, details, DocumentRules.checkedContent(seen.api(), details, content, stored)));
        LOG.info("Document {} of {} changed by {}", updated.name(), seen.api(), caller.user());
        return updated;
    }

    /**
     * Writes the text of a document.
     *
     * @return as it is stored now
     * @throws Invalid if its content is not written here, or breaks a rule
     * @throws Changed if it is at another revision than the caller saw; nothing has changed then
     */
    public Document write(Caller caller, SeenDocument seen, DocumentContent text) {
        caller.requireAny(Permission.CREATE_APIS);
        DocumentContent content = DocumentRules.checkedText(text);
        Document written = change(caller, seen, stored -> {
            if (stored.details().source() != DocumentSource.INLINE) {
                throw new Invalid("document: " + stored.name() + " is a "
                        + stored.details().source() + " (expected: one whose text is written here)");
            }
            return draft(caller, stored.details(), content);
        });
        LOG.info("Text of document {} of {} written by {}", written.name(), seen.api(), caller.user());
        return written;
    }

    /**
     * Lets a document stand in front of another one.
     *
     * @param before name of the other; empty for the end
     */
    public void move(Caller caller, ApiId api, String name, Optional<String> before) {
        caller.requireAny(Permission.CREATE_APIS);
        Document document = find(caller, api, name);
        OptionalLong place = before.map(
                        other -> OptionalLong.of(find(caller, api, other).number()))
                .orElseGet(OptionalLong::empty);
        documents.move(document, place);
        LOG.info("Document {} of {} moved by {}", document.name(), api, caller.user());
    }

    /**
     * Removes a document.
     *
     * @throws Changed if it is at another revision than the caller saw; it stays then
     */
    public void remove(Caller caller, SeenDocument seen) {
        caller.requireAny(Permission.CREATE_APIS);
        Document removed = patiently(() -> {
            Document stored = find(caller, seen.api(), seen.name());
            seen.requireUnchanged(stored);
            return () -> {
                documents.remove(stored);
                return stored;
            };
        });
        LOG.info("Document {} of {} removed by {}", removed.name(), seen.api(), caller.user());
    }

    private Document change(Caller caller, SeenDocument seen, Function<Document, DocumentDraft> wish) {
        return patiently(() -> {
            Document stored = find(caller, seen.api(), seen.name());
            DocumentDraft draft = wish.apply(stored);
            seen.requireSaved(documents, stored, draft);
            return () -> documents.update(stored, draft);
        });
    }

    /**
     * Once more when somebody else was there between reading and writing.
     *
     * @param read what comes before the write, and gives it; a change that is noticed here is one that the caller did not see
     */
    private static <T> T patiently(Supplier<Supplier<T>> read) {
        for (int attempt = 1; ; attempt++) {
            Supplier<T> write = read.get();
            try {
                return write.get();
            } catch (Changed meanwhile) {
                if (attempt == ATTEMPTS) {
                    throw meanwhile;
                }
            }
        }
    }

    private DocumentDraft draft(Caller caller, DocumentDetails details, @Nullable DocumentContent content) {
        return new DocumentDraft(details, content, clock.instant().truncatedTo(ChronoUnit.MILLIS), caller.user());
    }
}
