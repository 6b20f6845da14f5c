package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Revision;
import org.gatehouse.domain.catalog.SearchedDocument;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/** APIs in memory. */
public final class InMemoryApis implements Apis {
    private static final Comparator<Api> BY_NAME = Comparator.comparing(Api::id, ApiId.BY_NAME);

    private final Map<ApiId, Api> apis = new LinkedHashMap<>();
    private ToLongFunction<ApiId> subscribers = api -> 0;
    private Consumer<ApiId> removed = api -> {};
    private Function<ApiId, List<SearchedDocument>> documents = api -> List.of();
    private final Map<ApiId, List<Transition>> lives = new LinkedHashMap<>();
    private final Map<ApiId, Definition> definitions = new LinkedHashMap<>();
    private final InMemoryRevisions revisions = new InMemoryRevisions(this);

    /** What these APIs were. */
    public InMemoryRevisions revisions() {
        return revisions;
    }

    @Override
    public synchronized Optional<Api> find(ApiId id) {
        return Optional.ofNullable(apis.get(id));
    }

    @Override
    public synchronized Optional<Definition> definition(ApiId id) {
        return Optional.ofNullable(definitions.get(id));
    }

    @Override
    public Optional<Api> findByContext(String context) {
        return where(api -> api.context().equals(context)).stream().findFirst();
    }

    @Override
    public Optional<String> scopeOf(String context, String urlPattern, String verb) {
        return findByContext(context).stream()
                .flatMap(api -> api.resources().stream())
                .filter(resource -> resource.urlPattern().equals(urlPattern)
                        && resource.verb().equals(verb))
                .map(ApiResource::scope)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Lets somebody say how many applications are subscribed to an API. */
    void subscribersAre(ToLongFunction<ApiId> counted) {
        subscribers = counted;
    }

    /** Lets somebody say what is searched of the documents of an API. */
    void documentsAre(Function<ApiId, List<SearchedDocument>> searched) {
        documents = searched;
    }

    /** Tells somebody of each API that is removed. */
    void removalsAre(Consumer<ApiId> told) {
        removed = told;
    }

    @Override
    public Page<ApiSummary> page(ApiQuery query, PageRequest wanted) {
        return Page.of(list(query), wanted);
    }

    @Override
    public List<ApiSummary> list(ApiQuery query) {
        List<ApiSummary> allowed = summaries(api -> true).stream()
                .filter(query::allows)
                .sorted(order(query.order()))
                .toList();
        return allowed.stream()
                .filter(api -> !query.newestOnly()
                        || allowed.stream().noneMatch(other -> api.id().isOlderThan(other.id())))
                .filter(api -> find(api.id())
                        .filter(found -> query.finds(found, documents.apply(api.id())))
                        .isPresent())
                .toList();
    }

    @Override
    public List<TagCount> tags(ApiQuery query, int most) {
        Map<String, Long> counts = list(query).stream()
                .flatMap(api -> api.description().tags().stream().distinct())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(tag -> new TagCount(tag.getKey(), tag.getValue()))
                .toList();
    }

    private static Comparator<ApiSummary> order(ApiQuery.Order order) {
        Comparator<ApiSummary> byName = Comparator.comparing(ApiSummary::id, ApiId.BY_NAME);
        return switch (order) {
            case NAME -> byName;
            case STATUS ->
                Comparator.comparing((ApiSummary api) -> api.status().name()).thenComparing(byName);
            case CHANGED ->
                Comparator.comparing(ApiSummary::lastUpdated).reversed().thenComparing(byName);
        };
    }

    private List<ApiSummary> summaries(Predicate<Api> condition) {
        return where(condition).stream().map(this::summary).toList();
    }

    /** What a list shows of an API. */
    ApiSummary summary(Api api) {
        return ApiSummary.of(api, subscribers.applyAsLong(api.id()));
    }

    private static Predicate<Api> of(String tenant) {
        return api -> api.id().provider().tenant().equals(tenant);
    }

    @Override
    public boolean nameTaken(String tenant, String name) {
        return where(of(tenant)).stream().anyMatch(api -> api.id().name().equalsIgnoreCase(name));
    }

    @Override
    public boolean contextTaken(String tenant, String unversioned) {
        return where(of(tenant)).stream()
                .anyMatch(api -> api.unversionedContext().equals(unversioned));
    }

    @Override
    public List<ApiSummary> around(String tenant, Set<String> paths, String above) {
        return summaries(of(tenant)
                .and(api -> paths.contains(api.context())
                        || paths.contains(api.unversionedContext())
                        || api.context().startsWith(above + "/")));
    }

    @Override
    public List<ApiId> offering(String tenant, String tier) {
        return where(of(tenant).and(api -> api.tiers().contains(tier))).stream()
                .map(Api::id)
                .sorted(ApiId.BY_NAME)
                .toList();
    }

    @Override
    public Map<ApiId, List<ApiResource>> limitedBy(String tenant, String tier) {
        Map<ApiId, List<ApiResource>> limited = new TreeMap<>(ApiId.BY_NAME);
        for (Api api : where(of(tenant))) {
            List<ApiResource> resources = api.resources().stream()
                    .filter(resource -> resource.tier().equals(tier))
                    .toList();
            if (!resources.isEmpty()) {
                limited.put(api.id(), resources);
            }
        }
        return limited;
    }

    @Override
    public List<Api> all() {
        return where(api -> true).stream().sorted(BY_NAME).toList();
    }

    @Override
    public List<Api> versions(UserName provider, String name) {
        return where(api ->
                        api.id().provider().equals(provider) && api.id().name().equals(name))
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public synchronized void add(Api api, Transition creation, @Nullable Definition definition) {
        if (apis.containsKey(api.id())) {
            throw new Conflict("API: " + api.id() + " (expected: one that is not there yet)");
        }
        requireFreeContext(api);
        apis.put(api.id(), api.withRevision(1));
        takeDefault(api.id(), api.defaultVersion());
        shareScopes(api);
        lives.put(api.id(), new ArrayList<>(List.of(creation)));
        keep(api.id(), definition);
        revisions.save(api.withRevision(1), Revision.Cause.CREATED, OptionalLong.empty(), definition);
    }

    @Override
    public synchronized void update(Api api, @Nullable Definition definition) {
        update(
                api,
                Revision.Cause.SAVED,
                OptionalLong.empty(),
                definition == null ? definitions.get(api.id()) : definition);
    }

    @Override
    public synchronized void goBack(Api api, @Nullable Definition definition, long number) {
        update(api, Revision.Cause.WENT_BACK, OptionalLong.of(number), definition);
    }

    private void update(Api api, Revision.Cause cause, OptionalLong backTo, @Nullable Definition definition) {
        Api old = require(api.id(), api.revision());
        requireFreeContext(api);
        revisions.find(old, definitions.get(api.id()));
        Api now = api.withStatus(old.status()).withRevision(old.revision() + 1);
        apis.put(api.id(), now);
        takeDefault(api.id(), api.defaultVersion() && !old.defaultVersion());
        shareScopes(api);
        keep(api.id(), definition);
        revisions.save(now, cause, backTo, definition);
    }

    private void keep(ApiId id, @Nullable Definition definition) {
        if (definition == null) {
            definitions.remove(id);
        } else {
            definitions.put(id, definition);
        }
    }

    @Override
    public synchronized void move(ApiId id, long revision, Transition transition) {
        Api old = require(id, revision);
        apis.put(id, old.withStatus(transition.to()).withRevision(old.revision() + 1));
        takeDefault(
                id,
                old.defaultVersion()
                        && !old.status().isOnGateway()
                        && transition.to().isOnGateway());
        lives.computeIfAbsent(id, unused -> new ArrayList<>()).add(transition);
    }

    private void takeDefault(ApiId id, boolean becomesIt) {
        Api chosen = Objects.requireNonNull(apis.get(id));
        if (becomesIt) {
            apis.replaceAll((other, api) -> !other.equals(id)
                            && isVersionOf(id, api)
                            && api.defaultVersion()
                            && chosen.status().isOnGateway() == api.status().isOnGateway()
                    ? api.withDefaultVersion(false).withRevision(api.revision() + 1)
                    : api);
        }
    }

    private void shareScopes(Api one) {
        apis.replaceAll((id, api) -> isVersionOf(one.id(), api)
                ? api.withScopes(api.scopes().stream()
                        .map(scope -> one.scopes().stream()
                                .filter(other -> other.key().equals(scope.key()))
                                .findFirst()
                                .orElse(scope))
                        .toList())
                : api);
    }

    private static boolean isVersionOf(ApiId id, Api api) {
        return api.id().provider().equals(id.provider()) && api.id().name().equals(id.name());
    }

    @Override
    public synchronized List<Transition> history(ApiId id) {
        return List.copyOf(lives.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized void remove(ApiId id) {
        apis.remove(id);
        lives.remove(id);
        definitions.remove(id);
        revisions.forget(id);
        removed.accept(id);
    }

    @Override
    public boolean scopeTaken(String tenant, String scopeKey, ApiId except) {
        return !where(api -> api.id().provider().tenant().equals(tenant)
                        && !isVersionOf(except, api)
                        && api.scopes().stream().anyMatch(scope -> scope.key().equals(scopeKey)))
                .isEmpty();
    }

    private synchronized List<Api> where(Predicate<Api> condition) {
        return apis.values().stream().filter(condition).toList();
    }

    private Api require(ApiId id, long revision) {
        Api stored = find(id).orElseThrow(() -> new NotFound("API: " + id));
        if (stored.revision() != revision) {
            throw new Changed(
                    "API " + id + " is at revision " + stored.revision() + " (expected: " + revision + ")",
                    stored.revision());
        }
        return stored;
    }

    private void requireFreeContext(Api api) {
        for (Api other : apis.values()) {
            if (!other.id().equals(api.id()) && clash(api, other)) {
                throw new Conflict("context: " + api.contextTemplate() + " (expected: one that no other API has)");
            }
        }
    }

    private static boolean clash(Api one, Api other) {
        boolean versionsOfOne = one.id().provider().equals(other.id().provider())
                && one.id().name().equals(other.id().name());
        return versionsOfOne
                ? one.context().equals(other.context())
                : one.contextTemplate().equals(other.contextTemplate())
                        || one.context().equals(other.context());
    }
}
