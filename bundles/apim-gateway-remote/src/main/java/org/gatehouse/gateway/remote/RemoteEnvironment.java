package org.gatehouse.gateway.remote;

import java.net.URI;
import org.gatehouse.domain.Invalid;

/**
 * A gateway environment whose services are those of another server.
 *
 * @param name the name, unique
 * @param type {@code hybrid}, {@code production} or {@code sandbox}
 * @param services the address below which its SOAP services are, ending in a slash
 * @param username the user for them
 * @param password that user's password; never printed
 */
record RemoteEnvironment(String name, String type, URI services, String username, String password) {
    private static final int PARTS = 5;

    /** Reads {@code name|type|address|user|password}. */
    static RemoteEnvironment parse(String text) {
        String[] parts = text.split("\\|", PARTS);
        if (parts.length < PARTS) {
            throw new Invalid("gateway environment: " + parts[0] + " (expected: name|type|address|user|password)");
        }
        try {
            String address = parts[2].endsWith("/") ? parts[2] : parts[2] + "/";
            return new RemoteEnvironment(parts[0], parts[1], URI.create(address), parts[3], parts[4]);
        } catch (IllegalArgumentException e) {
            throw new Invalid("gateway environment " + parts[0] + ": " + parts[2] + " (expected: an address)", e);
        }
    }

    @Override
    public String toString() {
        return "RemoteEnvironment[" + name + ", " + type + ", " + services + ", " + username + ", ****]";
    }
}
