package org.gatehouse.gateway.handlers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Tells sequences the ports of this server and where the key manager is. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.common.SynapsePropertiesHandler")
public final class PropertiesHandler implements Handler, NonBlocking {
    private final Map<String, String> properties = new LinkedHashMap<>();

    /** By the system properties. */
    @Activate
    public PropertiesHandler(BundleContext context) {
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
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }

    private void set(String name, @Nullable String value, String otherwise) {
        properties.put(name, value == null || value.isBlank() ? otherwise : value);
    }
}
