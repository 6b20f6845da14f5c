package org.gatehouse.web.console.gateways;

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

    /** Looks at this one from now on. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(environment=*))")
    public void setGateway(GatewayAdmin arrived) {
        gateway.set(arrived);
    }

    /** Looks at it no longer. */
    public void unsetGateway(GatewayAdmin gone) {
        gateway.compareAndSet(gone, null);
    }

    /** Names of what it serves; empty without a gateway. */
    public Optional<List<String>> deployed() {
        return Optional.ofNullable(gateway.get()).map(GatewayAdmin::names);
    }
}
