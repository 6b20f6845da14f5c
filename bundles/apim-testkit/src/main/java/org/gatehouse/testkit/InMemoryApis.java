package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.UserName;

/** APIs in memory. */
public final class InMemoryApis implements Apis {
    private static final Comparator<Api> BY_NAME = Comparator.comparing(Api::id, ApiId.BY_NAME);

    private final Map<ApiId, Api> apis = new LinkedHashMap<>();
    private final Map<ApiId, List<Transition>> lives = new LinkedHashMap<>();

    @Override
    public synchronized Optional<Api> find(ApiId id) {
        return Optional.ofNullable(apis.get(id));
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

    @Override
    public List<Api> all(String tenant) {
        return where(api -> api.id().provider().tenant().equals(tenant)).stream()
                .sorted(BY_NAME)
                .toList();
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
    public synchronized void add(Api api, Transition creation) {
        if (apis.containsKey(api.id())) {
            throw new Conflict("API: " + api.id() + " (expected: one that is not there yet)");
        }
        requireFreeContext(api);
        apis.put(api.id(), api);
        lives.put(api.id(), new ArrayList<>(List.of(creation)));
    }

    @Override
    public synchronized void update(Api api) {
        Api old = require(api.id());
        requireFreeContext(api);
        apis.put(api.id(), api.withStatus(old.status()));
    }

    @Override
    public synchronized void move(ApiId id, Transition transition) {
        apis.put(id, require(id).withStatus(transition.to()));
        lives.computeIfAbsent(id, unused -> new ArrayList<>()).add(transition);
    }

    @Override
    public synchronized List<Transition> history(ApiId id) {
        return List.copyOf(lives.getOrDefault(id, List.of()));
    }

    @Override
    public synchronized void remove(ApiId id) {
        apis.remove(id);
        lives.remove(id);
    }

    @Override
    public boolean scopeTaken(String tenant, String scopeKey, ApiId except) {
        return !where(api -> api.id().provider().tenant().equals(tenant)
                        && !api.id().equals(except)
                        && api.scopes().stream().anyMatch(scope -> scope.key().equals(scopeKey)))
                .isEmpty();
    }

    private synchronized List<Api> where(Predicate<Api> condition) {
        return apis.values().stream().filter(condition).toList();
    }

    private Api require(ApiId id) {
        return find(id).orElseThrow(() -> new NotFound("API: " + id));
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
