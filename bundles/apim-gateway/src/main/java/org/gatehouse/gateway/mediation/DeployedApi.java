package org.gatehouse.gateway.mediation;

import java.util.List;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.routing.ResourceTable;

/**
 * An API as it serves calls. A call keeps the one it began with.
 *
 * @param name as deployed, {@code provider--name:vVersion}
 * @param context with the version put in its place
 * @param version empty if it has none
 * @param prefix the path up to its resources
 * @param transports {@code http}, {@code https} or both
 * @param handlers in the order in which they see requests
 */
public record DeployedApi(
        String name,
        String context,
        String version,
        String prefix,
        List<String> transports,
        List<LateHandler> handlers,
        List<DeployedResource> resources,
        ResourceTable<DeployedResource> table) {
    /** Gives back what it holds, once no call can be in it any more. */
    public void release() {
        resources.forEach(DeployedResource::release);
        handlers.forEach(LateHandler::release);
    }
}
