package org.gatehouse.gateway.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Backend;

/** A handler as templates write it. Public, and with getters, for Velocity. */
public final class TemplateHandler {
    private static final String GATEWAY = "org.wso2.carbon.apimgt.gateway.handlers.";
    private static final String USAGE = "org.wso2.carbon.apimgt.usage.publisher.";

    private final String className;
    private final Map<String, String> properties;

    private TemplateHandler(String className, Map<String, String> properties) {
        this.className = className;
        this.properties = new TreeMap<>(properties);
    }

    /** The handlers of an API, in their order. */
    static List<TemplateHandler> of(Api api, boolean extensionOnTop) {
        boolean inline = api.backend().implementation() == Backend.Implementation.INLINE;
        List<TemplateHandler> handlers = new ArrayList<>();
        handlers.add(new TemplateHandler(
                GATEWAY + "security.CORSRequestHandler", Map.of("inline", inline ? "INLINE" : "ENDPOINT")));
        if (api.status() != ApiStatus.PROTOTYPED) {
            handlers.add(new TemplateHandler(GATEWAY + "security.APIAuthenticationHandler", Map.of()));
            handlers.add(new TemplateHandler(
                    GATEWAY + "throttling.APIThrottleHandler",
                    Map.of("id", "A", "policyKey", "gov:/apimgt/applicationdata/tiers.xml")));
            handlers.add(new TemplateHandler(USAGE + "APIMgtUsageHandler", Map.of()));
            handlers.add(new TemplateHandler(
                    USAGE + "APIMgtGoogleAnalyticsTrackingHandler",
                    Map.of("configKey", "gov:/apimgt/statistics/ga-config.xml")));
            handlers.add(
                    extensionOnTop ? 0 : handlers.size(),
                    new TemplateHandler(GATEWAY + "ext.APIManagerExtensionHandler", Map.of()));
        }
        return List.copyOf(handlers);
    }

    /** The class name that the gateway knows the handler by. */
    public String getClassName() {
        return className;
    }

    /** Its properties. */
    public Map<String, String> getProperties() {
        return properties;
    }

    /** Whether it has any. */
    public boolean hasProperties() {
        return !properties.isEmpty();
    }
}
