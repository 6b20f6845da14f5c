package org.gatehouse.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.archive.ApiArchives;
import org.gatehouse.domain.archive.ArchiveChange;
import org.gatehouse.domain.archive.ArchiveFiles;
import org.gatehouse.domain.archive.NotUndone;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.CustomSequences;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiThumbnails;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.DocumentEditing;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** By the publisher's verbs, each with its own permission, checks and gateways. */
@Component
public final class PublisherArchives implements ApiArchives {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherArchives.class);

    private final ApiListing listing;
    private final ApiDefinitions definitions;
    private final SequenceShelf shelf;
    private final Reading reading;
    private final DefinitionWriter writer;
    private final Making.Rooms rooms;

    /** Over the publisher's verbs. */
    @Activate
    public PublisherArchives(
            @Reference ApiListing listing,
            @Reference ApiEditing editing,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiDefinitions definitions,
            @Reference ApiThumbnails thumbnails,
            @Reference ApiWsdls wsdls,
            @Reference DocumentEditing documents,
            @Reference DefinitionWriter writer,
            @Reference Registry registry) {
        this.listing = listing;
        this.definitions = definitions;
        this.writer = writer;
        shelf = new SequenceShelf(new CustomSequences(registry));
        reading = new Reading(definitions, thumbnails, wsdls, shelf, documents);
        rooms = new Making.Rooms(listing, editing, lifecycle, documents, shelf);
    }

    @Override
    public ArchiveFiles export(Caller caller, ApiId id) {
        return reading.now(caller, listing.find(caller, id)).files();
    }

    @Override
    public List<ArchiveChange> plan(Caller caller, List<ArchiveFiles> archives) {
        return wishes(caller, archives).stream().map(Wish::change).toList();
    }

    private List<Wish> wishes(Caller caller, List<ArchiveFiles> archives) {
        caller.requireAny(Permission.CREATE_APIS);
        if (archives.size() > MOST) {
            throw new Invalid("archives: " + archives.size() + " (expected: at most " + MOST + ")");
        }
        List<Wish> wishes = new ArrayList<>();
        Set<ApiId> known = new HashSet<>();
        for (ArchiveFiles files : archives) {
            ArchivedApi archived = read(caller, files, wishes.size() + 1, archives.size());
            ApiId id = archived.settings().id(caller.user());
            if (!known.add(id)) {
                throw new Invalid(id + ": in two archives (expected: each API once)");
            }
            Api stored = find(caller, id);
            Present now = stored == null ? null : reading.now(caller, stored);
            wishes.add(
                    Wish.of(id, now, archived, sequences(caller, id.provider().tenant(), archived), writer));
        }
        Versions.requireAgreement(wishes);
        return wishes;
    }

    private Wish.Sequenced sequences(Caller caller, String tenant, ArchivedApi archived) {
        Sequences missing = shelf.missing(caller, tenant, archived.sequences());
        Sequences there = shelf.of(caller, tenant, archived.settings().mediated());
        return new Wish.Sequenced(there.and(missing), missing);
    }

    private ArchivedApi read(Caller caller, ArchiveFiles files, int number, int of) {
        try {
            return ArchivedApi.read(files, text -> definitions.read(caller, text));
        } catch (Invalid refused) {
            throw of == 1
                    ? refused
                    : new Invalid("archive " + number + " of " + of + ": " + refused.getMessage(), refused);
        }
    }

    private @Nullable Api find(Caller caller, ApiId id) {
        try {
            return listing.find(caller, id);
        } catch (UnknownApi unknown) {
            return null;
        }
    }

    @Override
    public List<ArchiveChange> apply(Caller caller, List<ArchiveFiles> archives) {
        List<Wish> wishes = wishes(caller, archives);
        Map<ApiId, ArchiveChange> made = new HashMap<>();
        Deque<Making> begun = new ArrayDeque<>();
        for (Wish wish : Versions.inOrder(wishes)) {
            if (wish.change().isChange()) {
                Making making = new Making(rooms, caller, wish);
                begun.push(making);
                try {
                    made.put(wish.id(), making.make());
                } catch (RuntimeException refused) {
                    undo(begun, refused);
                    throw refused;
                }
            }
        }
        LOG.info("{} of {} APIs made of files by {}", made.size(), wishes.size(), caller.user());
        return wishes.stream()
                .map(wish -> made.getOrDefault(wish.id(), wish.change()))
                .toList();
    }

    private static void undo(Deque<Making> begun, RuntimeException refused) {
        List<String> left =
                begun.stream().flatMap(making -> making.undo().stream()).toList();
        if (!left.isEmpty()) {
            throw new NotUndone(
                    refused.getMessage() + ". What was made before could not be undone: " + String.join("; ", left),
                    refused);
        }
    }
}
