package org.gatehouse.gateway.mediation.call;

import java.time.Duration;
import org.apache.axis2.Constants;
import org.apache.axis2.addressing.EndpointReference;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.SynapseException;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.transport.nhttp.NhttpConstants;
import org.apache.synapse.transport.passthru.PassThroughConstants;
import org.gatehouse.gateway.mediation.backend.AddressTemplate;
import org.gatehouse.gateway.mediation.backend.BackendAddress;
import org.gatehouse.gateway.mediation.backend.HttpEndpoint;
import org.gatehouse.gateway.mediation.mediators.Waiting;
import org.gatehouse.gateway.mediation.message.Answer;
import org.gatehouse.gateway.mediation.message.ContentCoding;
import org.gatehouse.gateway.mediation.message.LightMessage;
import org.gatehouse.gateway.mediation.message.WireFormat;
import org.gatehouse.gateway.transport.BackendCall;
import org.gatehouse.gateway.transport.Exchange;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/** Makes a call to a back end of a message and the endpoint it goes to. */
final class Forwarding {
    private Forwarding() {}

    static BackendCall call(
            @Nullable EndpointDefinition definition, MessageContext message, LightMessage light, Call call) {
        Exchange exchange = call.exchange();
        Limits limits = call.mediation().limits();
        HttpEndpoint endpoint = endpoint(definition, message);
        RequestFacts facts = call.message().facts();
        BackendAddress address = address(endpoint, definition, message, facts);
        // The transport makes them fit for the next hop; only where the body is another one do they differ for good.
        WireFormat format = WireFormat.of(definition);
        Headers headers =
                light.isRewritten() || format != null ? light.headers().copy() : light.headers();
        if (readsAnswer(message, call)) {
            headers = acceptingReadable(headers);
        }
        String target = address.target((String) light.explicit(NhttpConstants.REST_URL_POSTFIX), facts.below());
        headers = call.mediation().ownHop().leaves(headers, address, call.api());
        return new BackendCall(
                address.scheme(),
                address.host(),
                address.port(),
                method(endpoint, format, light, exchange),
                format == null ? target : format.target(target, light),
                headers,
                format == null ? body(light, headers) : format.write(light, headers),
                limits.connectTimeout(),
                timeout(definition, limits),
                limits.tls().get());
    }

    private static @Nullable HttpEndpoint endpoint(@Nullable EndpointDefinition definition, MessageContext message) {
        return definition != null
                        && message.getProperty(SynapseConstants.LAST_ENDPOINT) instanceof HttpEndpoint ours
                        && ours.getDefinition() == definition
                ? ours
                : null;
    }

    private static BackendAddress address(
            @Nullable HttpEndpoint endpoint,
            @Nullable EndpointDefinition definition,
            MessageContext message,
            RequestFacts facts) {
        if (endpoint != null) {
            return endpoint.address(message, facts);
        }
        String address = definition == null ? null : definition.getAddress();
        if (address != null) {
            return new AddressTemplate(address).resolve(message, facts);
        }
        EndpointReference to = message.getTo();
        if (to == null) {
            throw new SynapseException("There is no endpoint and no To to send the message to");
        }
        return BackendAddress.of(to.getAddress());
    }

    private static String method(
            @Nullable HttpEndpoint endpoint, @Nullable WireFormat format, LightMessage light, Exchange exchange) {
        String fixed = endpoint == null ? null : endpoint.method();
        if (fixed != null) {
            return fixed;
        }
        if (format != null) {
            return format.method(light, exchange);
        }
        Object method = light.explicit(Constants.Configuration.HTTP_METHOD);
        return method == null ? exchange.method() : method.toString();
    }

    /** Whether somebody will ask for the answer's content. */
    private static boolean readsAnswer(MessageContext message, Call call) {
        DeployedResource resource = call.resource();
        return Waiting.of(message) != null
                || (resource != null && resource.out().plan(call.mediation()).readsBody());
    }

    private static Headers acceptingReadable(Headers headers) {
        if (!headers.contains("Accept-Encoding")) {
            return headers;
        }
        Headers readable = headers.copy();
        return readable.set("Accept-Encoding", ContentCoding.acceptable(headers.all("Accept-Encoding")));
    }

    private static byte @Nullable [] body(LightMessage light, Headers headers) {
        if (light.isRewritten()) {
            return Answer.written(light, headers);
        }
        return light.isPropertyTrue(PassThroughConstants.NO_ENTITY_BODY) ? new byte[0] : light.body();
    }

    private static Duration timeout(@Nullable EndpointDefinition definition, Limits limits) {
        return definition == null || definition.getTimeoutDuration() <= 0
                ? limits.responseTimeout()
                : Duration.ofMillis(definition.getTimeoutDuration());
    }
}
