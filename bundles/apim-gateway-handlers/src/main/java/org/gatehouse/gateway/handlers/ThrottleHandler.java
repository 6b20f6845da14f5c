package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.handlers.fault.Fault;
import org.gatehouse.gateway.handlers.security.Admission;
import org.gatehouse.gateway.handlers.throttle.Throttle;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Keeps admitted callers within their tiers. A call that nobody admitted is refused. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.throttling.APIThrottleHandler")
public final class ThrottleHandler implements Handler, NonBlocking {
    static final String SEQUENCE = "_throttle_out_handler_";

    private final Throttle throttle;

    /** For one API. */
    @Activate
    public ThrottleHandler(@Reference Throttle throttle) {
        this.throttle = throttle;
    }

    /** Which class of policies; there is one. */
    public void setId(String id) {}

    /** Where the policy stands; its owner knows. */
    public void setPolicyKey(String key) {}

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        Admission admission = message.admission();
        if (admission != null && throttle.admits(message.context(), message.version(), admission)) {
            return true;
        }
        Answer.fault(message, Fault.THROTTLED_OUT, SEQUENCE);
        return false;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }
}
