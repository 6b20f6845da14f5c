package org.gatehouse.gateway.mediation;

import java.time.InstantSource;
import org.apache.axis2.Constants;
import org.apache.synapse.rest.RESTConstants;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.gatehouse.gateway.routing.QueryParameters;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.transport.Exchange;

/** The properties under which handlers and mediators find a request. */
final class RequestProperties {
    private static final String REMOTE_ADDR = "REMOTE_ADDR";
    private static final String REMOTE_HOST = "REMOTE_HOST";

    private RequestProperties() {}

    static void set(
            CallMessage message, LightMessage light, Exchange exchange, RequestTarget target, InstantSource clock) {
        String remote = exchange.remoteAddress();
        light.setIncomingTransportName(exchange.scheme());
        light.setProperty(Constants.Configuration.HTTP_METHOD, exchange.method());
        light.setProperty(REMOTE_ADDR, remote);
        light.setProperty(REMOTE_HOST, remote);
        // Without its slash, as it is before an API has taken its context off.
        light.setProperty(
                NhttpConstants.REST_URL_POSTFIX,
                target.path().startsWith("/") ? target.text().substring(1) : target.text());
        message.setProperty(RESTConstants.REST_FULL_REQUEST_PATH, target.text());
        message.setProperty(RESTConstants.REST_METHOD, exchange.method());
        message.setProperty(CallProperties.RECEIVED_AT, clock.millis());
        message.setProperty(CallProperties.CLIENT_ADDRESS, clientAddress(exchange, remote));
        String host = exchange.headers().get("Host");
        if (host != null) {
            message.setProperty(RESTConstants.REST_URL_PREFIX, exchange.scheme() + "://" + host);
        }
        if (target.query().length() > 1) {
            QueryParameters.forEach(
                    target.query(),
                    (name, value) -> message.setProperty(RESTConstants.REST_QUERY_PARAM_PREFIX + name, value));
        }
    }

    static void set(CallMessage message, LightMessage light, DeployedApi api, RequestTarget target) {
        String below = target.path().substring(api.prefix().length()) + target.query();
        light.setProperty(NhttpConstants.REST_URL_POSTFIX, below);
        message.setProperty(RESTConstants.REST_SUB_REQUEST_PATH, below.startsWith("/") ? below : "/" + below);
        message.setProperty(RESTConstants.SYNAPSE_REST_API, api.name());
        message.setProperty(RESTConstants.SYNAPSE_REST_API_VERSION, api.version());
        message.setProperty(RESTConstants.REST_API_CONTEXT, api.context());
    }

    static void set(CallMessage message, Election<DeployedResource> election) {
        message.setProperty(CallProperties.ELECTED_RESOURCE, election.pattern());
        message.setProperty(CallProperties.PATH_VERBS, election.verbs());
        election.variables()
                .forEach((name, value) -> message.setProperty(
                        name.startsWith(RESTConstants.REST_URI_VARIABLE_PREFIX)
                                ? name
                                : RESTConstants.REST_URI_VARIABLE_PREFIX + name,
                        value));
    }

    private static String clientAddress(Exchange exchange, String remote) {
        String forwarded = exchange.headers().get("X-Forwarded-For");
        if (forwarded == null || forwarded.isBlank()) {
            return remote;
        }
        int comma = forwarded.indexOf(',');
        return (comma < 0 ? forwarded : forwarded.substring(0, comma)).trim();
    }
}
