package org.gatehouse.keys.oauth2.bridge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;

/**
 * Parameters that come more than once (RFC 6749 §3.1 and §3.2): whoever reads another one than we do would be told something
 * else.
 */
public final class Repeated {
    /** Others say of these that they may (RFC 8707 §2, RFC 8693 §2.1); here nobody looks at them. */
    private static final Set<String> MAY = Set.of("resource", "audience");

    private Repeated() {}

    /** Whether there is one. */
    public static boolean isAmong(MultivaluedMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .anyMatch(given -> given.getValue().size() > 1 && !MAY.contains(given.getKey()));
    }
}
