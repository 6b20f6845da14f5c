package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.gateway.handlers.analytics.Tracking;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Tells Google Analytics of each call, for tenants that have switched that on; off for all others. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.usage.publisher.APIMgtGoogleAnalyticsTrackingHandler")
public final class AnalyticsHandler implements Handler, NonBlocking {
    private final Tracking tracking;

    /** By the settings in the registry. */
    @Activate
    public AnalyticsHandler(@Reference Tracking tracking) {
        this.tracking = tracking;
    }

    /** Where its settings stand: the same place for every API, whatever its file says. */
    public void setConfigKey(String key) {}

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        String tenant = Tenant.ofContext(message.context());
        if (tracking.isOn(tenant)) {
            String path = message.textOrEmpty(RESTConstants.REST_FULL_REQUEST_PATH);
            int query = path.indexOf('?');
            String agent = message.header("User-Agent");
            String host = message.header("Host");
            tracking.tell(
                    tenant,
                    message.client(),
                    agent == null ? "" : agent,
                    host == null ? "" : host,
                    query < 0 ? path : path.substring(0, query),
                    message.apiName());
        }
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }
}
