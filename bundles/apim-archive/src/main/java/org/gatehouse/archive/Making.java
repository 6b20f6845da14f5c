package org.gatehouse.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.DocumentEditing;
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
        List<ArchivedDocument> there = documents.list(caller, api.id()).stream()
                .map(document -> new ArchivedDocument(document.details(), content(caller, document)))
                .toList();
        return new Present(
                api,
                definitions.of(caller, api.id()),
                Thumbnails.has(api.description()) ? thumbnails.of(caller, api.id()) : null,
                there);
    }

    private DocumentContent content(Caller caller, Document document) {
        return document.details().source() == DocumentSource.URL
                ? DocumentContent.NONE
                : documents.content(caller, document.api(), document.name());
    }

    /** What has become of it, with the gateways that get it later. */
    ArchiveChange make(Caller caller, Wish wish) {
        Map<String, String> late = new TreeMap<>();
        Present before = wish.before();
        if (before == null) {
            editing.create(caller, wish.draft());
        } else if (wish.isEdited()) {
            OptionalLong seen = OptionalLong.of(before.api().revision());
            late.putAll(
                    editing.update(caller, wish.id(), seen, now -> wish.draft()).late());
        }
        write(caller, wish.id(), wish.documents());
        late.putAll(stand(
                caller,
                wish.id(),
                before == null ? ApiStatus.CREATED : before.api().status(),
                wish.status()));
        List<String> notes = new ArrayList<>(wish.change().notes());
        late.forEach((gateway, reason) -> notes.add(gateway + " gets it when it is back: " + reason));
        return new ArchiveChange(
                wish.id(), wish.change().before(), wish.change().after(), notes);
    }

    private Map<String, String> stand(Caller caller, ApiId id, ApiStatus now, ApiStatus wanted) {
        return now == wanted
                ? Map.of()
                : lifecycle.setStatus(caller, id, StatusChange.to(wanted)).late();
    }

    /**
     * Puts it back as it was before the wish.
     *
     * @param stored as it is now; null if it is not there
     */
    void undo(Caller caller, Wish wish, @Nullable Api stored) {
        Present before = wish.before();
        if (stored == null) {
            return;
        }
        if (before == null) {
            editing.remove(caller, wish.id());
            return;
        }
        if (stored.revision() != before.api().revision()) {
            editing.update(caller, wish.id(), OptionalLong.empty(), now -> before.draft());
        }
        write(caller, wish.id(), before.documents());
        stand(caller, wish.id(), stored.status(), before.api().status());
    }

    private void write(Caller caller, ApiId id, List<ArchivedDocument> wanted) {
        Map<String, Document> there = documents.list(caller, id).stream()
                .collect(Collectors.toMap(Document::name, Function.identity(), (one, other) -> one, TreeMap::new));
        Set<String> names =
                wanted.stream().map(document -> document.details().name()).collect(Collectors.toSet());
        there.values().stream()
                .filter(document -> !names.contains(document.name()))
                .forEach(gone -> documents.remove(caller, seen(gone)));
        for (ArchivedDocument document : wanted) {
            write(caller, id, document, there.get(document.details().name()));
        }
        List<String> order =
                documents.list(caller, id).stream().map(Document::name).toList();
        List<String> wish =
                wanted.stream().map(document -> document.details().name()).toList();
        if (!order.equals(wish)) {
            wish.forEach(name -> documents.move(caller, id, name, Optional.empty()));
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
