package org.gatehouse.gateway.mediation.call;

import org.apache.axis2.Constants;
import org.apache.synapse.rest.RESTConstants;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.routing.QueryParameters;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.gatehouse.gateway.transport.Exchange;

/** The properties that are set on a message, beside {@link RequestFacts}, under which mediators find a request. */
final class RequestProperties {
    private static final String REMOTE_ADDR = "REMOTE_ADDR";
    private static final String REMOTE_HOST = "REMOTE_HOST";

    private RequestProperties() {}

    static void set(CallMessage message, LightMessage light, Exchange exchange, RequestTarget target) {
        String remote = exchange.remoteAddress();
        light.setIncomingTransportName(exchange.scheme());
        light.setProperty(Constants.Configuration.HTTP_METHOD, exchange.method());
        light.setProperty(REMOTE_ADDR, remote);
        light.setProperty(REMOTE_HOST, remote);
        // Without its slash, as it is before an API has taken its context off.
        light.setProperty(
                NhttpConstants.REST_URL_POSTFIX,
                target.text().startsWith("/") ? target.text().substring(1) : target.text());
        if (target.query().length() > 1) {
            QueryParameters.forEach(
                    target.query(),
                    (name, value) -> message.setProperty(RESTConstants.REST_QUERY_PARAM_PREFIX + name, value));
        }
    }

    static void set(CallMessage message, LightMessage light, DeployedApi api, RequestTarget target) {
        String below = target.after(api.prefix().length());
        light.setProperty(NhttpConstants.REST_URL_POSTFIX, below);
        message.facts().isFor(api, below);
    }

    static void set(CallMessage message, Election<DeployedResource> election) {
        message.facts().elected(election);
        if (!election.variables().isEmpty()) {
            election.variables()
                    .forEach((name, value) -> message.setProperty(
                            name.startsWith(RESTConstants.REST_URI_VARIABLE_PREFIX)
                                    ? name
                                    : RESTConstants.REST_URI_VARIABLE_PREFIX + name,
                            value));
        }
    }
}
