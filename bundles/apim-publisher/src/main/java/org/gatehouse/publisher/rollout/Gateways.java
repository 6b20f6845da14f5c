package org.gatehouse.publisher.rollout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.gateway.Rewrite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways as they come and go. */
@Component(service = Gateways.class)
public final class Gateways {
    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private final List<GatewayDeployer> deployers = new CopyOnWriteArrayList<>();
    private final Set<GatewayDeployer> late = ConcurrentHashMap.newKeySet();
    private final List<KeyMemory> memories = new CopyOnWriteArrayList<>();

    /** None yet. */
    @Activate
    public Gateways() {}

    /** A gateway has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addDeployer(GatewayDeployer arrived) {
        deployers.add(arrived);
    }

    /** A gateway has gone. */
    public void removeDeployer(GatewayDeployer gone) {
        deployers.remove(gone);
        late.remove(gone);
    }

    /** Somebody who remembers verdicts has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addMemory(KeyMemory memory) {
        memories.add(memory);
    }

    /** Somebody who remembers verdicts has gone. */
    public void removeMemory(KeyMemory memory) {
        memories.remove(memory);
    }

    /** The gateways there are, by their names. */
    public List<GatewayDeployer> all() {
        return deployers.stream()
                .sorted(Comparator.comparing(GatewayDeployer::environment))
                .toList();
    }

    /**
     * The gateways there are.
     *
     * @throws Unavailable if there is none
     */
    List<GatewayDeployer> present() {
        if (deployers.isEmpty()) {
            throw new Unavailable("No gateway is reachable from this publisher");
        }
        return List.copyOf(deployers);
    }

    /**
     * Brings the gateways to the API's status.
     *
     * @return environments that could not be reached, with the reason, while others could
     * @throws GatewayRefused if one does not take it, or none could be reached
     */
    Map<String, String> follow(Api api) {
        Map<String, String> refused = new HashMap<>();
        Map<String, String> unreached = new HashMap<>();
        List<GatewayDeployer> present = present();
        for (GatewayDeployer deployer : present) {
            try {
                bring(deployer, api);
            } catch (Invalid | Conflict e) {
                refused.put(deployer.environment(), String.valueOf(e.getMessage()));
            } catch (Unavailable e) {
                unreached.put(deployer.environment(), String.valueOf(e.getMessage()));
                late.add(deployer);
            }
        }
        refused.forEach((environment, why) -> LOG.warn("{} is not taken by {}: {}", api.id(), environment, why));
        unreached.forEach((environment, why) -> LOG.warn("{} did not reach {}: {}", api.id(), environment, why));
        if (!refused.isEmpty() || unreached.size() == present.size()) {
            refused.putAll(unreached);
            throw new GatewayRefused(refused, api.isOnGateway());
        }
        return unreached;
    }

    /** As {@link #follow}, but where one gateway cannot be reached it did not happen. */
    void followAll(Api api) {
        Map<String, String> unreached = follow(api);
        if (!unreached.isEmpty()) {
            throw new GatewayRefused(unreached, api.isOnGateway());
        }
    }

    /** Whether one that can be reached does not have the API as its status asks for. */
    boolean areBehind(Api api) {
        return deployers.stream().anyMatch(deployer -> isBehind(deployer, api));
    }

    private static boolean isBehind(GatewayDeployer deployer, Api api) {
        try {
            return !deployer.isSettled(api);
        } catch (Unavailable away) {
            return false;
        }
    }

    /** Whether it is known where the API's calls go; if not, gateways keep what they have of it. */
    public static boolean isReadable(Api api) {
        return !(api.backend().endpoints() instanceof Endpoints.Unreadable);
    }

    /** Brings one gateway to the API's status; throws what {@link GatewayDeployer} does. */
    public static void bring(GatewayDeployer deployer, Api api) {
        if (api.isOnGateway()) {
            deployer.deploy(api);
        } else {
            deployer.withdraw(api);
        }
    }

    /**
     * The XML that the gateways would have of an API in two states of it, where that differs; when it was saved is no difference.
     *
     * @throws Unavailable if there is no gateway
     * @throws Invalid if one of the two cannot be rendered
     */
    public List<Rewrite> compare(Api one, Api other) {
        Api atOnce = other.withLastUpdated(one.lastUpdated());
        List<Rewrite> differing = new ArrayList<>();
        for (GatewayDeployer deployer : present()) {
            Map<String, String> before = deployer.render(one);
            Map<String, String> after = deployer.render(atOnce);
            Stream.concat(before.keySet().stream(), after.keySet().stream())
                    .distinct()
                    .map(name -> new Rewrite(
                            deployer.environment(), name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
                    .filter(rewrite -> !rewrite.before().equals(rewrite.after()))
                    .forEach(differing::add);
        }
        return differing;
    }

    /** Gateways that missed something because they could not be reached; they are not late any more when this returns. */
    Set<GatewayDeployer> takeLate() {
        Set<GatewayDeployer> taken = Set.copyOf(late);
        late.removeAll(taken);
        return taken;
    }

    /** To be told again what is stored. */
    void isLate(GatewayDeployer deployer) {
        late.add(deployer);
    }

    /** All of them are to be told again what is stored. */
    void areLate() {
        late.addAll(deployers);
    }

    /** To be called once the change is stored: before that, a call could make a gateway remember the old truth again. */
    public void forget(Api api) {
        memories.forEach(memory -> memory.forgetApi(api.context()));
    }

    /** To be called once the change is stored. */
    public void forgetConsumer(String consumerKey) {
        memories.forEach(memory -> memory.forgetConsumer(consumerKey));
    }
}
