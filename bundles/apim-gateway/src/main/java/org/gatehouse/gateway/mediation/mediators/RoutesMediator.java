package org.gatehouse.gateway.mediation.mediators;

import java.util.function.Consumer;
import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.mediators.eip.Target;
import org.apache.synapse.mediators.filters.router.ConditionalRouterMediator;

/** The {@code conditionalRouter}. Synapse's own does not begin what its targets have, so that none of their endpoints sends. */
public final class RoutesMediator extends ConditionalRouterMediator implements ManagedLifecycle {
    /** In the place of Synapse's. */
    public RoutesMediator(ConditionalRouterMediator plain) {
        setContinueAfter(plain.isContinueAfter());
        setTraceState(plain.getTraceState());
        plain.getConditionalRoutes().forEach(this::addRoute);
    }

    @Override
    public void init(SynapseEnvironment environment) {
        each(part -> part.init(environment));
    }

    @Override
    public void destroy() {
        each(ManagedLifecycle::destroy);
    }

    private void each(Consumer<ManagedLifecycle> action) {
        getConditionalRoutes().forEach(route -> {
            Target target = route.getTarget();
            if (target.getSequence() != null) {
                action.accept(target.getSequence());
            }
            if (target.getEndpoint() != null) {
                action.accept(target.getEndpoint());
            }
        });
    }
}
