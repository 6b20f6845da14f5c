package org.gatehouse.gateway.handlers;

import java.time.InstantSource;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.domain.usage.UsageEvent;
import org.gatehouse.gateway.handlers.security.AssertionHeader;
import org.gatehouse.gateway.handlers.usage.UsageDesk;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Records that a limit was reached. */
@Component(
        service = Mediator.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.usage.publisher.APIMgtThrottleUsageHandler")
public final class OverLimitMediator extends AbstractMediator implements NonBlocking {
    private final UsageDesk desk;
    private final AssertionHeader assertion;

    /** For one sequence. */
    @Activate
    public OverLimitMediator(@Reference UsageDesk desk, @Reference AssertionHeader assertion) {
        this.desk = desk;
        this.assertion = assertion;
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean mediate(MessageContext message) {
        Message call = new Message(message);
        // The answer is made of the request; what it tells the back end is not for the client.
        call.headers().remove(assertion.name());
        call.headers().remove(AssertionHeader.SHORT_NAME);
        CallEvent.record(call, UsageEvent.Outcome.THROTTLED, desk, InstantSource.system());
        return true;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
