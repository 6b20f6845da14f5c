package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Notes on the message what a usage event will need when the call is over. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.usage.publisher.APIMgtUsageHandler")
public final class UsageHandler implements Handler, NonBlocking {
    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        message.set("api.ut.context", message.context());
        message.set("api.ut.api_version", message.apiName());
        message.set("api.ut.version", message.version());
        message.set("api.ut.resource", message.resource());
        message.set("api.ut.HTTP_METHOD", message.verb());
        message.set("api.ut.requestTime", message.text(CallProperties.RECEIVED_AT));
        // The name by which the answer's side reads it: the request's header is gone by then.
        message.set(CallEvent.USER_AGENT, message.header("User-Agent"));
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }
}
