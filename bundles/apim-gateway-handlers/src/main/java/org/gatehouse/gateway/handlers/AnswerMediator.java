package org.gatehouse.gateway.handlers;

import java.time.InstantSource;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.domain.usage.UsageEvent;
import org.gatehouse.gateway.handlers.usage.UsageDesk;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Records that a back end answered. */
@Component(
        service = Mediator.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.usage.publisher.APIMgtResponseHandler")
public final class AnswerMediator extends AbstractMediator implements NonBlocking {
    private final UsageDesk desk;

    /** For one sequence. */
    @Activate
    public AnswerMediator(@Reference UsageDesk desk) {
        this.desk = desk;
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean mediate(MessageContext message) {
        CallEvent.record(new Message(message), UsageEvent.Outcome.ANSWERED, desk, InstantSource.system());
        return true;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
