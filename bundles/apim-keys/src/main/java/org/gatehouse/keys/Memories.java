package org.gatehouse.keys;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.domain.gateway.KeyMemory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What gateways remember, as the gateways come and go. */
@Component(service = Memories.class)
public final class Memories {
    private final List<KeyMemory> memories = new CopyOnWriteArrayList<>();

    /** None yet. */
    @Activate
    public Memories() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(KeyMemory memory) {
        memories.add(memory);
    }

    void remove(KeyMemory memory) {
        memories.remove(memory);
    }

    void forgetToken(String accessToken) {
        memories.forEach(memory -> memory.forgetToken(accessToken));
    }

    void forgetAll() {
        memories.forEach(KeyMemory::forgetAll);
    }

    void forgetConsumer(String consumerKey) {
        memories.forEach(memory -> memory.forgetConsumer(consumerKey));
    }
}
