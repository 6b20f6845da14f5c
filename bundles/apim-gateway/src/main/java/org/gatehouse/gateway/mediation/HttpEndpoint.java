package org.gatehouse.gateway.mediation;

import org.apache.synapse.MessageContext;
import org.apache.synapse.endpoints.AddressEndpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code address} endpoint: Synapse's timeouts and suspension, with an address that is taken apart
 * once and may have {@code {uri.var.x}} in it.
 */
public final class HttpEndpoint extends AddressEndpoint {
    private final AddressTemplate address;
    private final @Nullable String method;

    /**
     * Makes it.
     *
     * @param address URL, possibly with variables
     * @param method the HTTP method to call with; null for the request's
     */
    public HttpEndpoint(String name, EndpointDefinition definition, String address, @Nullable String method) {
        // Synapse's statistics would take a timer task and a management bean for each endpoint of each resource.
        setEnableMBeanStats(false);
        setName(name);
        definition.setAddress(address);
        setDefinition(definition);
        this.address = new AddressTemplate(address);
        this.method = method;
    }

    BackendAddress address(MessageContext message) {
        return address.resolve(message);
    }

    @Nullable String method() {
        return method;
    }
}
