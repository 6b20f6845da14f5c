package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Stands where tracking by Google Analytics was switched on; sends nothing to anyone. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.usage.publisher.APIMgtGoogleAnalyticsTrackingHandler")
public final class AnalyticsHandler implements Handler, NonBlocking {
    /** Where its settings stand. */
    public void setConfigKey(String key) {}

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }
}
