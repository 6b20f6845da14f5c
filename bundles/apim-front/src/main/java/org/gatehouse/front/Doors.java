package org.gatehouse.front;

import jakarta.servlet.Servlet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Makes the server know every servlet that is {@linkplain BehindFront behind the front}, with the front before it. A filter
 * for all contexts would not do: the server forgets it when contexts go and come again.
 */
@Component
public final class Doors {
    private static final String WHITEBOARD = "osgi.http.whiteboard.";

    private final BundleContext framework;
    private final Front front;
    private final Map<BehindFront, ServiceRegistration<Servlet>> open = new ConcurrentHashMap<>();

    /** None yet. */
    @Activate
    public Doors(BundleContext framework, @Reference Front front) {
        this.framework = framework;
        this.front = front;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(BehindFront servlet, Map<String, Object> properties) {
        Map<String, Object> whiteboard = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(WHITEBOARD)) {
                whiteboard.put(key, value);
            }
        });
        open.put(
                servlet,
                framework.registerService(
                        Servlet.class, front.before(servlet), FrameworkUtil.asDictionary(whiteboard)));
    }

    void remove(BehindFront servlet) {
        ServiceRegistration<Servlet> registration = open.remove(servlet);
        if (registration != null) {
            registration.unregister();
        }
    }
}
