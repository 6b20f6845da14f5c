package org.gatehouse.domain.identity;

import java.util.Map;

/**
 * What an operator says of a store of users.
 *
 * @param domain what stands in front of its users' names, in capitals
 * @param kind the class that API Manager 1.9 has for such stores
 * @param properties the settings, by the names of 1.9; never printed
 */
public record UserStoreDefinition(String domain, String kind, Map<String, String> properties) {
    /** Copies its map. */
    public UserStoreDefinition {
        properties = Map.copyOf(properties);
    }

    /** The setting; the other text if there is none. */
    public String get(String name, String otherwise) {
        String value = properties.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value.trim();
    }

    @Override
    public String toString() {
        return "UserStoreDefinition[" + domain + ", " + kind + ", ****]";
    }
}
