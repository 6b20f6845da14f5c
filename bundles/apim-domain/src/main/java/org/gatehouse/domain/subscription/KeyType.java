package org.gatehouse.domain.subscription;

import org.gatehouse.domain.Invalid;

/** Which back end a key leads to. */
public enum KeyType {
    /** The one that counts. */
    PRODUCTION,
    /** The one to try things on. */
    SANDBOX;

    /**
     * Reads the name in any case.
     *
     * @throws Invalid for any other text
     */
    public static KeyType parse(String text) {
        for (KeyType type : values()) {
            if (type.name().equalsIgnoreCase(text.trim())) {
                return type;
            }
        }
        throw new Invalid("key type: " + text + " (expected: PRODUCTION or SANDBOX)");
    }
}
