package org.gatehouse.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.SeenDocument;
import org.gatehouse.publisher.StatusChange;
import org.jspecify.annotations.Nullable;

/** How one API becomes what is wished, and what it was again. */
final class Making {
    private final ApiEditing editing;
    private final ApiLifecycle lifecycle;
    private final ApiDefinitions definitions;
    private final ApiThumbnails thumbnails;
    private final DocumentEditing documents;

    Making(
            ApiEditing editing,
            ApiLifecycle lifecycle,
            ApiDefinitions definitions,
            ApiThumbnails thumbnails,
            DocumentEditing documents) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.definitions = definitions;
        this.thumbnails = thumbnails;
        this.documents = documents;
    }

    /** The API as it is stored. */
    Present now(Caller caller, Api api) {
        List<Document> there = documents.list(caller, api.id());
        return new Present(
                api,
                definitions.of(caller, api.id()),
                thumbnail(caller, api),
                there,
                there.stream()
                        .map(document -> new ArchivedDocument(document.details(), content(caller, document)))
                        .toList());
    }

    /** One that is not where the API says it is can't be written, and keeps nothing else from it. */
    private @Nullable Thumbnail thumbnail(Caller caller, Api api) {
        try {
            return Thumbnails.has(api.description()) ? thumbnails.of(caller, api.id()) : null;
        } catch (NotFound gone) {
            return null;
        }
    }

    private DocumentContent content(Caller caller, Document document) {
        return document.details().source() == DocumentSource.URL
                ? DocumentContent.NONE
                : documents.content(caller, document.api(), document.name());
    }

    /**
     * Makes it, one step after the other.
     *
     * @param done is told each step that is done, as what undoes it
     * @return what has become of it, with the gateways that get it later
     */
    ArchiveChange make(Caller caller, Wish wish, Consumer<Runnable> done) {
        Map<String, String> late = new TreeMap<>();
        ApiStatus now =
                wish.before() == null ? ApiStatus.CREATED : wish.before().api().status();
        // What is not called any more needs no end points.
        boolean leavesFirst = !wish.status().isOnGateway();
        if (leavesFirst && wish.before() != null) {
            late.putAll(stand(caller, wish.id(), now, wish.status(), done));
        }
        late.putAll(edit(caller, wish, leavesFirst ? wish.status() : now, done));
        write(caller, wish, done);
        if (!leavesFirst || wish.before() == null) {
            late.putAll(stand(caller, wish.id(), now, wish.status(), done));
        }
        List<String> notes = new ArrayList<>(wish.change().notes());
        late.forEach((gateway, reason) -> notes.add(gateway + " gets it when it is back: " + reason));
        return new ArchiveChange(
                wish.id(), wish.change().before(), wish.change().after(), notes);
    }

    private Map<String, String> edit(Caller caller, Wish wish, ApiStatus stands, Consumer<Runnable> done) {
        Present before = wish.before();
        if (before == null) {
            editing.create(caller, wish.draft());
            done.accept(() -> editing.remove(caller, wish.id()));
            return Map.of();
        }
        if (!wish.isEdited()) {
            return Map.of();
        }
        long seen = before.api().revision() + (stands == before.api().status() ? 0 : 1);
        Outcome<Api> edited = editing.update(caller, wish.id(), OptionalLong.of(seen), now -> wish.draft());
        OptionalLong made = OptionalLong.of(edited.value().revision());
        done.accept(() -> editing.update(caller, wish.id(), made, now -> before.draft()));
        return edited.late();
    }

    private Map<String, String> stand(
            Caller caller, ApiId id, ApiStatus now, ApiStatus wanted, Consumer<Runnable> done) {
        if (now == wanted) {
            return Map.of();
        }
        Map<String, String> late =
                lifecycle.setStatus(caller, id, StatusChange.to(wanted)).late();
        done.accept(() -> lifecycle.setStatus(caller, id, StatusChange.to(now)));
        return late;
    }

    private void write(Caller caller, Wish wish, Consumer<Runnable> done) {
        List<ArchivedDocument> before =
                wish.before() == null ? List.of() : wish.before().documents();
        List<Document> stored =
                wish.before() == null ? List.of() : wish.before().stored();
        if (!wish.isDocumented()) {
            return;
        }
        done.accept(() -> write(caller, wish.id(), before, documents.list(caller, wish.id())));
        write(caller, wish.id(), wish.documents(), stored);
    }

    /** As long as those that are there are as they were seen. */
    private void write(Caller caller, ApiId id, List<ArchivedDocument> wanted, List<Document> stored) {
        Map<String, Document> there = stored.stream().collect(Collectors.toMap(Document::name, Function.identity()));
        List<String> names =
                wanted.stream().map(document -> document.details().name()).toList();
        stored.stream()
                .filter(document -> !names.contains(document.name()))
                .forEach(gone -> documents.remove(caller, seen(gone)));
        for (ArchivedDocument document : wanted) {
            write(caller, id, document, there.get(document.details().name()));
        }
        List<String> order =
                documents.list(caller, id).stream().map(Document::name).toList();
        if (!order.equals(names)) {
            names.forEach(name -> documents.move(caller, id, name, Optional.empty()));
        }
    }

    private void write(Caller caller, ApiId id, ArchivedDocument wanted, @Nullable Document there) {
        DocumentContent content = wanted.details().source() == DocumentSource.URL ? null : wanted.content();
        if (there == null) {
            documents.add(caller, id, wanted.details(), content);
        } else if (!there.details().equals(wanted.details()) || !wanted.hasContentOf(content(caller, there))) {
            documents.update(caller, seen(there), wanted.details(), content);
        }
    }

    private static SeenDocument seen(Document document) {
        return new SeenDocument(document.api(), document.name(), OptionalLong.of(document.revision()));
    }
}
