package org.gatehouse.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A running server.
 *
 * @param offset what is added to its ports
 * @param password of its administrator
 */
public record Target(Path home, int offset, String password) {
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("data/apim.pid")).trim());
    }

    Path log() {
        return home.resolve("data/log/karaf.log");
    }

    Path apis() {
        return home.resolve("repository/deployment/server/synapse-configs/default/api");
    }

    String address(Port port, String path) {
        return (port.tls() ? "https://localhost:" : "http://localhost:") + port.at(offset) + path;
    }
}
