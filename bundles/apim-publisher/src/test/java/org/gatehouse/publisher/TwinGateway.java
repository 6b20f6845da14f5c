package org.gatehouse.publisher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Rewrite;

/** A gateway in memory that can refuse and go away. */
final class TwinGateway implements GatewayDeployer {
    private final Map<ApiId, Api> deployed = new ConcurrentHashMap<>();
    private final String name;
    private Runnable next = () -> {};
    private boolean refusing;
    private volatile boolean away;
    volatile boolean askedInVain;

    /** What was applied last, by deployed name. */
    final Map<String, String> applied = new HashMap<>();

    TwinGateway() {
        this("Main");
    }

    TwinGateway(String name) {
        this.name = name;
    }

    void goAway(boolean now) {
        away = now;
    }

    /** What happens once, before the next API is taken. */
    void beforeDeploying(Runnable deed) {
        next = deed;
    }

    Optional<Api> find(ApiId id) {
        return Optional.ofNullable(deployed.get(id));
    }

    void refuse() {
        refusing = true;
    }

    void lose(ApiId id) {
        deployed.remove(id);
    }

    boolean has(Api api) {
        Api there = deployed.get(api.id());
        return there != null && there.status() == api.status();
    }

    boolean has(ApiId id) {
        return deployed.containsKey(id);
    }

    @Override
    public String environment() {
        return name;
    }

    @Override
    public void deploy(Api api) {
        Runnable now = next;
        next = () -> {};
        now.run();
        answer();
        deployed.put(api.id(), api);
    }

    @Override
    public void withdraw(Api api) {
        answer();
        deployed.remove(api.id());
    }

    private void answer() {
        if (refusing) {
            throw new Conflict("full");
        }
        if (away) {
            throw new Unavailable("away");
        }
    }

    @Override
    public Map<String, String> render(Api api) {
        return Map.of(
                api.id().deployedName(),
                api.contextTemplate() + "\n" + api.backend().password() + "\n" + api.tiers());
    }

    @Override
    public List<Rewrite> preview(List<Api> apis) {
        return apis.stream()
                .map(api -> new Rewrite(
                        name,
                        api.id().deployedName(),
                        has(api.id()) ? deployed.get(api.id()).status().name() : "",
                        api.status().name()))
                .toList();
    }

    @Override
    public void apply(List<Rewrite> rewrites) {
        answer();
        rewrites.forEach(rewrite -> applied.put(rewrite.deployedName(), rewrite.after()));
    }

    @Override
    public boolean isSettled(Api api) {
        if (away) {
            askedInVain = true;
            throw new Unavailable("away");
        }
        Api there = deployed.get(api.id());
        return api.status().isOnGateway() ? Objects.equals(there, api) : there == null;
    }
}
