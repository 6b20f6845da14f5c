package org.gatehouse.domain.catalog;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.UserName;

/**
 * The path that an API has for itself on a gateway, with nothing in it that stands for something else. Paths are compared
 * segment by segment: {@code /phone} is above {@code /phone/1.0} and has nothing to do with {@code /phones}.
 *
 * @param path begins with a slash and does not end with one
 */
public record ContextPath(String path) {
    /** What gateways serve beside the APIs of people: by its first segment. */
    private static final Set<String> OF_GATEWAYS = Set.of("t", "token", "revoke", "authorize", "services");

    /** What the server's other doors are called: an API of that name could set and read their cookies. */
    private static final Set<String> OF_DOORS = Set.of(
            "publisher", "store", "carbon", "oauth2", "commonauth", "account", "device", "api", "metrics", "health");

    /** What is said there is said for the host: who can answer there gets certificates in its name. */
    private static final Set<String> OF_THE_HOST = Set.of(".well-known");

    private static final Set<String> RESERVED = new HashSet<>(OF_GATEWAYS);

    static {
        RESERVED.addAll(OF_THE_HOST);
        RESERVED.addAll(OF_DOORS);
    }

    /** Refuses what is no such path. */
    public ContextPath {
        if (!isOne(path)) {
            throw new Invalid("context: " + path + " (expected: a slash and segments, none of them empty, . or ..)");
        }
    }

    /** Whether a text is such a path. */
    public static boolean isOne(String text) {
        return text.startsWith("/")
                && Arrays.stream(text.substring(1).split("/", -1)).noneMatch(ContextPath::isNoSegment);
    }

    private static boolean isNoSegment(String segment) {
        return segment.isBlank() || segment.equals(".") || segment.equals("..");
    }

    /** Whether it is that path, or below it. */
    public boolean isWithin(ContextPath other) {
        return path.startsWith(other.path)
                && (path.length() == other.path.length() || path.charAt(other.path.length()) == '/');
    }

    /** Whether a call can be for both. */
    public boolean meets(ContextPath other) {
        return isWithin(other) || other.isWithin(this);
    }

    /** Whether no API of this tenant may have it: it is the server's, or outside of what the tenant has, {@code /t/tenant}. */
    public boolean isReservedFrom(String tenant) {
        return isOutside(tenant, RESERVED);
    }

    /** The same, of what gateways serve themselves. */
    public boolean isGatewaysFrom(String tenant) {
        return isOutside(tenant, OF_GATEWAYS);
    }

    private boolean isOutside(String tenant, Set<String> ours) {
        if (!tenant.equals(UserName.SUPER_TENANT)) {
            return !path.startsWith("/t/" + tenant + "/");
        }
        int end = path.indexOf('/', 1);
        return ours.contains(path.substring(1, end < 0 ? path.length() : end));
    }

    @Override
    public String toString() {
        return path;
    }
}
