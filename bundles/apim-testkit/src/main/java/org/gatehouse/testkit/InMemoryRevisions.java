package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.Revisions;
import org.jspecify.annotations.Nullable;

/** Revisions in memory. */
public final class InMemoryRevisions implements Revisions {
    private final InMemoryApis apis;
    private final Map<ApiId, List<Kept>> kept = new HashMap<>();

    /** Of these APIs. */
    InMemoryRevisions(InMemoryApis apis) {
        this.apis = apis;
    }

    synchronized void save(Api api, Revision.Cause cause, OptionalLong backTo, @Nullable Definition definition) {
        List<Kept> all = kept.computeIfAbsent(api.id(), id -> new ArrayList<>());
        String text = definition == null ? "" : definition.text();
        if (all.isEmpty() || !isSame(all.get(0), api, definition)) {
            all.add(0, new Kept(new Revision(api, cause, backTo, text), definition));
        }
        if (all.size() > MOST) {
            all.remove(MOST);
        }
    }

    /** Before a change: what was changed by nobody's save is a revision from then on. */
    synchronized void find(Api before, @Nullable Definition definition) {
        List<Kept> all = kept.getOrDefault(before.id(), List.of());
        if (all.isEmpty() || all.get(0).revision().number() != before.revision()) {
            save(before, Revision.Cause.FOUND, OptionalLong.empty(), definition);
        }
    }

    synchronized void forget(ApiId api) {
        kept.remove(api);
    }

    private static boolean isSame(Kept kept, Api api, @Nullable Definition definition) {
        return like(kept.revision().api(), api).equals(api) && Objects.equals(kept.definition(), definition);
    }

    /** With all that no revision keeps as the other has it. */
    private static Api like(Api one, Api other) {
        return one.withStatus(other.status())
                .withDescription(
                        one.description().withThumbnail(other.description().thumbnail()))
                .withLastUpdated(other.lastUpdated())
                .withLastUpdatedBy(other.lastUpdatedBy())
                .withRevision(other.revision());
    }

    @Override
    public synchronized <T> List<T> each(ApiId api, BiFunction<Revision, @Nullable Revision, T> making) {
        List<Revision> all = of(api);
        return IntStream.range(0, all.size())
                .mapToObj(i -> making.apply(all.get(i), i + 1 < all.size() ? all.get(i + 1) : null))
                .toList();
    }

    private List<Revision> of(ApiId api) {
        return apis.find(api).stream()
                .flatMap(now -> kept.getOrDefault(api, List.of()).stream().map(each -> each.of(now)))
                .toList();
    }

    @Override
    public synchronized Optional<Revision> find(ApiId api, long number) {
        return of(api).stream().filter(revision -> revision.number() == number).findFirst();
    }

    @Override
    public synchronized Optional<Definition> definition(ApiId api, long number) {
        return kept.getOrDefault(api, List.of()).stream()
                .filter(each -> each.revision().number() == number)
                .map(Kept::definition)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private record Kept(Revision revision, @Nullable Definition definition) {
        Revision of(Api now) {
            Api then = revision.api();
            Api api = then.withStatus(now.status())
                    .withDescription(
                            then.description().withThumbnail(now.description().thumbnail()));
            return new Revision(api, revision.cause(), revision.backTo(), revision.definition());
        }
    }
}
