package org.gatehouse.domain.catalog;

import java.util.Set;

/**
 * A right that a token may carry (RFC 6749 §3.3).
 *
 * @param key what is asked for and granted
 * @param name what people read
 * @param description free text, may be empty
 * @param roles roles whose users may have it; empty means everyone
 */
public record Scope(String key, String name, String description, Set<String> roles) {
    /** Copies its set. */
    public Scope {
        roles = Set.copyOf(roles);
    }
}
