package org.gatehouse.gateway.handlers;

import java.util.HashMap;
import java.util.Map;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.gateway.handlers.fault.Fault;
import org.gatehouse.gateway.handlers.throttle.Charge;
import org.gatehouse.gateway.handlers.throttle.Refused;
import org.gatehouse.gateway.handlers.throttle.Throttle;
import org.gatehouse.gateway.spi.NonBlocking;
import org.gatehouse.gateway.spi.TryLater;
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

    /** Too many calls are under way: how long the next place takes, nobody knows. */
    private static final Refused AT_ONCE = new Refused("concurrency", null, 1_000);

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
        Runnable leave;
        try {
            leave = throttle.enter(message.context());
        } catch (Unavailable away) {
            return refuseWithoutTiers(message, context);
        }
        if (leave == null) {
            refuse(message, AT_ONCE);
            return false;
        }
        Charge charge = throttle.charge(message.context(), message.client(), message.admission());
        if (charge == null) {
            leave.run();
            return refuseWithoutTiers(message, context);
        }
        Refused refused = throttle.take(charge);
        if (refused != null) {
            leave.run();
            refuse(message, refused);
            return false;
        }
        if (leave != Throttle.NOTHING) {
            message.atEnd(leave);
        }
        if (charge.countsBytes()) {
            message.atEnd(() -> throttle.spendBytes(charge, message.bodyBytes()));
        }
        return true;
    }

    private boolean refuseWithoutTiers(Message message, MessageContext context) {
        if (throttle.isAwayForAMoment(message.context()) && context.getProperty(TryLater.LAST) == null) {
            throw new TryLater("The tiers are not known at the moment");
        }
        Answer.fault(message, Fault.NO_POLICY, SEQUENCE, Map.of("Retry-After", "5"));
        return false;
    }

    private void refuse(Message message, Refused refused) {
        if (!throttle.saysTooManyRequests()) {
            Answer.fault(message, Fault.THROTTLED_OUT, SEQUENCE, Map.of());
            return;
        }
        String seconds = Long.toString(refused.retrySeconds());
        Limit limit = refused.limit();
        Map<String, String> headers = new HashMap<>(Map.of("Retry-After", seconds));
        if (limit != null) {
            headers.put("RateLimit-Limit", Long.toString(limit.most()));
            headers.put("RateLimit-Remaining", "0");
            headers.put("RateLimit-Reset", seconds);
        }
        Answer.fault(message, Fault.TOO_MANY_REQUESTS, SEQUENCE, headers);
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }
}
