package org.gatehouse.web.console;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.gatehouse.domain.gateway.GatewayAdmin;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The gateway of this process, as it comes and goes. */
@Component(service = GatewayView.class)
public final class GatewayView {
    private final AtomicReference<@Nullable GatewayAdmin> gateway = new AtomicReference<>();

    /** None yet. */
    @Activate
    public GatewayView() {}

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(environment=*))")
    void setGateway(GatewayAdmin arrived) {
        gateway.set(arrived);
    }

    void unsetGateway(GatewayAdmin gone) {
        gateway.compareAndSet(gone, null);
    }

    /** Names of what it serves; empty without a gateway. */
    Optional<List<String>> deployed() {
        return Optional.ofNullable(gateway.get()).map(GatewayAdmin::names);
    }
}
