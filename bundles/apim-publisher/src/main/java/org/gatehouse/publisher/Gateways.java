package org.gatehouse.publisher;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.KeyMemory;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The gateways as they come and go. */
@Component(service = Gateways.class)
public final class Gateways {
    private final AtomicReference<@Nullable GatewayDeployer> deployer = new AtomicReference<>();
    private final List<KeyMemory> memories = new CopyOnWriteArrayList<>();

    /** None yet. */
    @Activate
    public Gateways() {}

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setDeployer(GatewayDeployer arrived) {
        deployer.set(arrived);
    }

    void unsetDeployer(GatewayDeployer gone) {
        deployer.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMemory(KeyMemory memory) {
        memories.add(memory);
    }

    void removeMemory(KeyMemory memory) {
        memories.remove(memory);
    }

    /** Does one thing after the other: what the gateways have and what is stored change together. */
    synchronized <T> T inTurn(Supplier<T> work) {
        return work.get();
    }

    /** Brings the gateways to the API's status. */
    void follow(Api api) {
        GatewayDeployer present = deployer.get();
        if (present == null) {
            throw new Unavailable("No gateway is reachable from this publisher");
        }
        Map<String, String> failures = api.status().isOnGateway() ? present.deploy(api) : present.withdraw(api);
        if (!failures.isEmpty()) {
            throw new GatewayRefused(failures, api.status().isOnGateway());
        }
    }

    /** To be called once the change is stored: before that, a call could make a gateway remember the old truth again. */
    void forget(Api api) {
        memories.forEach(memory -> memory.forgetApi(api.context()));
    }
}
