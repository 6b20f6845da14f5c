package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDraft;
import org.gatehouse.domain.catalog.DocumentTaken;
import org.gatehouse.domain.catalog.Documents;
import org.gatehouse.domain.catalog.SearchedDocument;
import org.gatehouse.domain.catalog.TooManyDocuments;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.UnknownDocument;

/** Documents in memory. Those of a removed API are gone. */
public final class InMemoryDocuments implements Documents {
    private final InMemoryApis apis;
    private final Map<ApiId, List<Document>> documents = new HashMap<>();
    private final Map<Long, DocumentContent> contents = new HashMap<>();
    private long lastNumber;

    /** Of these APIs. */
    public InMemoryDocuments(InMemoryApis apis) {
        this.apis = apis;
        apis.removalsAre(this::forget);
        apis.documentsAre(this::searched);
    }

    private synchronized List<SearchedDocument> searched(ApiId api) {
        return of(api).stream()
                .map(document -> SearchedDocument.of(document.details(), contents.get(document.number())))
                .toList();
    }

    private synchronized void forget(ApiId api) {
        of(api).forEach(document -> contents.remove(document.number()));
        documents.remove(api);
    }

    @Override
    public synchronized List<Document> of(ApiId api) {
        return List.copyOf(documents.getOrDefault(api, List.of()));
    }

    @Override
    public Optional<Document> find(ApiId api, String name) {
        return of(api).stream().filter(document -> document.name().equals(name)).findFirst();
    }

    @Override
    public synchronized Optional<DocumentContent> content(long number) {
        return Optional.ofNullable(contents.get(number));
    }

    @Override
    public synchronized Document add(ApiId api, DocumentDraft draft) {
        List<Document> there = own(api);
        if (there.size() >= MOST) {
            throw new TooManyDocuments(api);
        }
        requireFree(api, draft.details().name(), 0);
        DocumentContent content = Objects.requireNonNullElse(draft.content(), DocumentContent.NONE);
        lastNumber++;
        Document added = new Document(lastNumber, api, draft.details(), content.file(), draft.at(), draft.by(), 1);
        there.add(added);
        contents.put(lastNumber, content);
        return added;
    }

    @Override
    public synchronized Document update(Document read, DocumentDraft draft) {
        Document stored = requireUnchanged(read);
        requireFree(stored.api(), draft.details().name(), stored.number());
        DocumentContent content =
                draft.content() == null ? content(stored.number()).orElseThrow() : draft.content();
        Document updated = new Document(
                stored.number(),
                stored.api(),
                draft.details(),
                content.file(),
                draft.at(),
                draft.by(),
                stored.revision() + 1);
        List<Document> there = own(stored.api());
        there.set(there.indexOf(stored), updated);
        contents.put(stored.number(), content);
        return updated;
    }

    @Override
    public synchronized void move(Document document, OptionalLong before) {
        Document stored = require(document);
        List<Document> there = new ArrayList<>(of(stored.api()));
        there.remove(stored);
        int place = there.size();
        if (before.isPresent()) {
            place = there.stream().map(Document::number).toList().indexOf(before.getAsLong());
        }
        if (place < 0) {
            throw new UnknownDocument(stored.api(), "number " + before.getAsLong());
        }
        there.add(place, stored);
        documents.put(stored.api(), there);
    }

    @Override
    public synchronized void remove(Document read) {
        Document stored = requireUnchanged(read);
        own(stored.api()).remove(stored);
        contents.remove(stored.number());
    }

    @Override
    public synchronized void copy(ApiId from, ApiId to) {
        if (!own(to).isEmpty()) {
            throw new DocumentTaken(to, of(to).get(0).name());
        }
        for (Document document : of(from)) {
            DocumentContent content = content(document.number()).orElseThrow();
            lastNumber++;
            own(to).add(new Document(
                    lastNumber,
                    to,
                    document.details(),
                    document.file(),
                    document.lastUpdated(),
                    document.lastUpdatedBy(),
                    1));
            contents.put(lastNumber, content);
        }
    }

    private List<Document> own(ApiId api) {
        if (apis.find(api).isEmpty()) {
            throw new UnknownApi(api);
        }
        return documents.computeIfAbsent(api, none -> new ArrayList<>());
    }

    private Document require(Document document) {
        return of(document.api()).stream()
                .filter(other -> other.number() == document.number())
                .findFirst()
                .orElseThrow(() -> new UnknownDocument(document.api(), document.name()));
    }

    private Document requireUnchanged(Document read) {
        Document stored = require(read);
        if (stored.revision() != read.revision()) {
            throw new Changed(
                    "document " + read.name() + " is at revision " + stored.revision() + " (expected: "
                            + read.revision() + ")",
                    stored.revision());
        }
        return stored;
    }

    private void requireFree(ApiId api, String name, long except) {
        if (find(api, name).filter(other -> other.number() != except).isPresent()) {
            throw new DocumentTaken(api, name);
        }
    }
}
