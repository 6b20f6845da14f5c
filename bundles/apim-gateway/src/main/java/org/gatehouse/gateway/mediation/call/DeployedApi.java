package org.gatehouse.gateway.mediation.call;

import java.util.List;
import org.gatehouse.gateway.plugin.LateHandler;
import org.gatehouse.gateway.routing.Reading;
import org.gatehouse.gateway.routing.RequestTarget;
import org.gatehouse.gateway.routing.ResourceTable;
import org.gatehouse.gateway.routing.ResourceTable.Election;
import org.jspecify.annotations.Nullable;

/**
 * An API as it serves calls. A call keeps the one it began with.
 *
 * @param name as deployed, {@code provider--name:vVersion}
 * @param context with the version put in its place
 * @param version empty if it has none
 * @param prefix the path up to its resources, in its spelling; empty for the API of all paths that no other takes
 * @param transports {@code http}, {@code https} or both
 * @param bodyBytes how long a request's body may be that is held in memory
 * @param handlers in the order in which they see requests
 */
public record DeployedApi(
        String name,
        String context,
        String version,
        String prefix,
        List<String> transports,
        int bodyBytes,
        List<LateHandler> handlers,
        List<DeployedResource> resources,
        ResourceTable<DeployedResource> table) {
    /** The name without the version: all versions of an API have one. */
    public String family() {
        return version.isEmpty() ? name : name.substring(0, name.length() - ":v".length() - version.length());
    }

    /** The resource that a target below the prefix is for, as it was sent. */
    Election<DeployedResource> elect(RequestTarget target, String verb) {
        String path = below(target.path());
        return target.isSpelled()
                ? table.elect(path, target.query(), verb)
                : table.elect(path, sentBelow(target), target.query(), verb);
    }

    private String sentBelow(RequestTarget target) {
        String after = target.after(prefix.length());
        String path = after.substring(0, after.length() - target.query().length());
        return path.isEmpty() ? "/" : path;
    }

    /** Whether a reading that begins with the prefix never leaves it: what is appended to a back end's path must not. */
    boolean contains(Reading reading) {
        return reading.staysBelow((int) prefix.chars().filter(c -> c == '/').count());
    }

    /** The resource that another reading of a target below the prefix is for. */
    @Nullable DeployedResource elect(Reading reading, String query, String verb) {
        return table.elect(below(reading.path()), query, verb).resource();
    }

    private String below(String path) {
        return path.length() == prefix.length() ? "/" : path.substring(prefix.length());
    }

    /** Gives back what it holds, once no call can be in it any more. */
    public void release() {
        resources.forEach(DeployedResource::release);
        handlers.forEach(LateHandler::release);
    }
}
