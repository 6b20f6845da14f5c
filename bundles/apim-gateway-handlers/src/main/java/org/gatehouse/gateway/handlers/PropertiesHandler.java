package org.gatehouse.gateway.handlers;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.gateway.spi.NonBlocking;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells sequences the ports of this server and where the key manager is; and the key manager, where a call goes to its own
 * addresses, for whom the gateway asks.
 */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.common.SynapsePropertiesHandler")
public final class PropertiesHandler implements Handler, NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(PropertiesHandler.class);
    private static final Set<String> OF_THE_KEY_MANAGER = Set.of("/token", "/revoke", "/authorize");

    private final Map<String, String> properties = new LinkedHashMap<>();
    private final MachineIdentity part;

    /** By the system properties. */
    @Activate
    public PropertiesHandler(BundleContext context, @Reference TokenSecret secret) {
        part = new MachineIdentity(secret, InstantSource.system());
        set("http.nio.port", context.getProperty("http.nio.port"), "8280");
        set("https.nio.port", context.getProperty("https.nio.port"), "8243");
        set("keyManager.hostname", context.getProperty("keyManager.hostname"), "localhost");
        String port = context.getProperty("keyManager.port");
        set("keyManager.port", port == null ? context.getProperty("mgt.transport.https.port") : port, "9443");
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext message) {
        properties.forEach(message::setProperty);
        if (OF_THE_KEY_MANAGER.contains(String.valueOf(message.getProperty(RESTConstants.REST_API_CONTEXT)))) {
            vouch(new Message(message));
        }
        return true;
    }

    private void vouch(Message message) {
        Origin client = Origin.of(message.client(), message::header, "");
        try {
            message.headers().put(Origin.VOUCHER, part.voucher(client));
        } catch (Unavailable e) {
            message.headers().remove(Origin.VOUCHER);
            LOG.warn("The key manager is not told who asks: {}", e.getMessage());
        }
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }

    private void set(String name, @Nullable String value, String otherwise) {
        properties.put(name, value == null || value.isBlank() ? otherwise : value);
    }
}
