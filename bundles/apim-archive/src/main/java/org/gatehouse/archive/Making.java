package org.gatehouse.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.DocumentEditing;
import org.gatehouse.publisher.Outcome;
import org.gatehouse.publisher.SeenDocument;
import org.gatehouse.publisher.StatusChange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one API becomes what is wished, step by step, and what it was again. Each step goes on from what the one before left, so that
 * what somebody else does to the API or to one of its documents meanwhile is neither overwritten nor undone.
 */
final class Making {
    private static final Logger LOG = LoggerFactory.getLogger(Making.class);

    private final Rooms rooms;
    private final Caller caller;
    private final Wish wish;
    /** What undoes the steps that are done, the last one first. */
    private final Deque<Runnable> done = new ArrayDeque<>();

    private final Map<String, String> late = new TreeMap<>();
    /** The API's, after the last step. */
    private long revision;

    Making(Rooms rooms, Caller caller, Wish wish) {
        this.rooms = rooms;
        this.caller = caller;
        this.wish = wish;
    }

    /** The verbs by which it is made. */
    record Rooms(
            ApiListing listing,
            ApiEditing editing,
            ApiLifecycle lifecycle,
            DocumentEditing documents,
            SequenceShelf shelf) {}

    /** Makes it, and tells what has become of it, with the gateways that get it later. */
    ArchiveChange make() {
        Present before = wish.before();
        returnDefaultAtTheEnd();
        addSequences();
        if (before == null) {
            create();
            write(List.of());
            stand(ApiStatus.CREATED, wish.status());
        } else {
            change(before);
        }
        List<String> notes = new ArrayList<>(wish.change().notes());
        late.forEach((gateway, reason) -> notes.add(gateway + " gets it when it is back: " + reason));
        return new ArchiveChange(
                wish.id(), wish.change().before(), wish.change().after(), notes);
    }

    /** First, as gateways want them with the API; so they go after it, too. */
    private void addSequences() {
        String tenant = wish.id().provider().tenant();
        wish.missing().xml().forEach((direction, xml) -> done.push(rooms.shelf().add(tenant, direction, xml)));
    }

    private void create() {
        revision = rooms.editing().create(caller, wish.draft()).revision();
        done.push(() -> rooms.editing().remove(caller, wish.id()));
    }

    /** Which version is called without one is another's to say, too. */
    private void returnDefaultAtTheEnd() {
        if (wish.draft().defaultVersion()) {
            called().filter(id -> !id.equals(wish.id())).ifPresent(former -> done.push(() -> returnDefault(former)));
        }
    }

    /** Unless there is one again, by whom it may be. */
    private void returnDefault(ApiId former) {
        if (called().isEmpty()) {
            rooms.editing()
                    .update(
                            caller,
                            former,
                            OptionalLong.empty(),
                            now -> ApiDraft.of(now).withDefaultVersion(true));
        }
    }

    /** The version that is called without one. */
    private Optional<ApiId> called() {
        return rooms.listing().versions(caller, wish.id()).stream()
                .filter(version -> version.defaultVersion() && version.status().isOnGateway())
                .map(ApiSummary::id)
                .findFirst();
    }

    private void change(Present planned) {
        Present before = planned.since(rooms.listing().find(caller, wish.id()));
        revision = before.api().revision();
        ApiStatus now = before.api().status();
        // What is not called any more needs no end points; what is going to be called does.
        boolean leavesFirst = !wish.status().isOnGateway();
        if (leavesFirst) {
            stand(now, wish.status());
        }
        if (wish.isEdited()) {
            edit(before);
        }
        if (wish.isDocumented()) {
            write(before.documents());
        }
        if (!leavesFirst) {
            stand(now, wish.status());
        }
    }

    private void edit(Present before) {
        Outcome<Api> edited = rooms.editing().update(caller, wish.id(), OptionalLong.of(revision), now -> wish.draft());
        revision = edited.value().revision();
        late.putAll(edited.late());
        done.push(() -> revision = rooms.editing()
                .update(caller, wish.id(), OptionalLong.of(revision), now -> before.draft())
                .value()
                .revision());
    }

    private void stand(ApiStatus now, ApiStatus wanted) {
        if (now != wanted) {
            late.putAll(step(wanted));
            done.push(() -> step(now));
        }
    }

    private Map<String, String> step(ApiStatus to) {
        StatusChange step = StatusChange.to(to).from(OptionalLong.of(revision));
        Map<String, String> untold =
                rooms.lifecycle().setStatus(caller, wish.id(), step).late();
        revision++;
        return untold;
    }

    private void write(List<Present.Held> before) {
        Map<String, Present.Held> there = new HashMap<>();
        before.forEach(document -> there.put(document.name(), document));
        // Undone last, when all of them are there again.
        List<String> order = before.stream().map(Present.Held::name).toList();
        done.push(() -> putInOrder(order));
        List<String> wanted = wish.documents().stream()
                .map(document -> document.details().name())
                .toList();
        before.stream().filter(document -> !wanted.contains(document.name())).forEach(this::remove);
        wish.documents()
                .forEach(
                        document -> write(document, there.get(document.details().name())));
        putInOrder(wanted);
    }

    private void remove(Present.Held gone) {
        rooms.documents().remove(caller, seen(gone.document()));
        done.push(() -> add(gone.archived()));
    }

    private Document add(ArchivedDocument document) {
        return rooms.documents().add(caller, wish.id(), document.details(), sent(document));
    }

    private void write(ArchivedDocument wanted, Present.@Nullable Held there) {
        if (there == null) {
            Document added = add(wanted);
            done.push(() -> rooms.documents().remove(caller, seen(added)));
        } else if (!there.document().details().equals(wanted.details()) || !wanted.hasContentOf(there.content())) {
            Document updated = update(there.document(), wanted);
            done.push(() -> update(updated, there.archived()));
        }
    }

    private Document update(Document there, ArchivedDocument wanted) {
        return rooms.documents().update(caller, seen(there), wanted.details(), sent(wanted));
    }

    private static @Nullable DocumentContent sent(ArchivedDocument document) {
        return document.details().source() == DocumentSource.URL ? null : document.content();
    }

    private static SeenDocument seen(Document document) {
        return new SeenDocument(document.api(), document.name(), OptionalLong.of(document.revision()));
    }

    private void putInOrder(List<String> names) {
        List<String> now = rooms.documents().list(caller, wish.id()).stream()
                .map(Document::name)
                .filter(names::contains)
                .toList();
        if (!now.equals(names)) {
            names.forEach(name -> rooms.documents().move(caller, wish.id(), name, Optional.empty()));
        }
    }

    /**
     * Undoes what is done of it, the last step first; one that can't be undone keeps none of the others from it.
     *
     * @return what could not be undone, in words
     */
    List<String> undo() {
        List<String> left = new ArrayList<>();
        while (!done.isEmpty()) {
            try {
                done.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("A step of {} could not be undone", wish.id(), e);
                left.add(wish.id() + " (" + e.getMessage() + ")");
            }
        }
        return left;
    }
}
