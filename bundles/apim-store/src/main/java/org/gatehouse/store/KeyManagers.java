package org.gatehouse.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.keys.KeyIssuer;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The key manager, and what gateways remember of its answers, as they come and go. */
@Component(service = KeyManagers.class)
public final class KeyManagers {
    private final AtomicReference<@Nullable KeyIssuer> issuer = new AtomicReference<>();
    private final List<KeyMemory> memories = new CopyOnWriteArrayList<>();

    /** None yet. */
    @Activate
    public KeyManagers() {}

    /** A key manager has come. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setIssuer(KeyIssuer arrived) {
        issuer.set(arrived);
    }

    /** That key manager has gone. */
    public void unsetIssuer(KeyIssuer gone) {
        issuer.compareAndSet(gone, null);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMemory(KeyMemory memory) {
        memories.add(memory);
    }

    void removeMemory(KeyMemory memory) {
        memories.remove(memory);
    }

    KeyIssuer issuer() {
        KeyIssuer present = issuer.get();
        if (present == null) {
            throw new Unavailable("No key manager is reachable from this store");
        }
        return present;
    }

    /** What is remembered of the keys holds no longer. */
    void forget(List<ApplicationKey> changed) {
        for (ApplicationKey key : changed) {
            memories.forEach(memory -> memory.forgetConsumer(key.consumerKey()));
        }
    }
}
