package org.gatehouse.gateway.handlers.usage;

import java.util.List;
import org.gatehouse.domain.usage.UsageEvent;
import org.gatehouse.domain.usage.UsageSink;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every event to whoever listens; often no one does. */
@Component(service = UsageDesk.class, immediate = true)
public final class UsageDesk {
    private static final Logger LOG = LoggerFactory.getLogger(UsageDesk.class);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<UsageSink> sinks = List.of();

    /** Whether it is worth making an event. */
    public boolean isListening() {
        return !sinks.isEmpty();
    }

    /** Hands the event over. What goes wrong there is no business of the call. */
    public void record(UsageEvent event) {
        for (UsageSink sink : sinks) {
            try {
                sink.record(event);
            } catch (RuntimeException e) {
                LOG.warn("a usage event was lost", e);
            }
        }
    }
}
