package org.gatehouse.publisher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.Rewrite;

/** A gateway in memory that can refuse. */
final class TwinGateway implements GatewayDeployer {
    private final Map<ApiId, Api> deployed = new HashMap<>();
    private boolean refusing;

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
    public Map<String, String> deploy(Api api) {
        if (refusing) {
            return Map.of("Main", "full");
        }
        deployed.put(api.id(), api);
        return Map.of();
    }

    @Override
    public Map<String, String> withdraw(Api api) {
        if (refusing) {
            return Map.of("Main", "stuck");
        }
        deployed.remove(api.id());
        return Map.of();
    }

    @Override
    public List<Rewrite> preview(List<Api> apis) {
        return apis.stream()
                .map(api ->
                        new Rewrite(api.id().deployedName(), "", api.status().name()))
                .toList();
    }

    @Override
    public List<Rewrite> redeploy(List<Api> apis) {
        apis.forEach(this::deploy);
        return preview(apis);
    }

    @Override
    public boolean isSettled(Api api) {
        Api there = deployed.get(api.id());
        return api.status().isOnGateway() ? Objects.equals(there, api) : there == null;
    }
}
