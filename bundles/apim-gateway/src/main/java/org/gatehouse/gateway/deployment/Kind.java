package org.gatehouse.gateway.deployment;

/** What lies in which folder, in the order in which it is deployed: what is called by others comes before them. */
enum Kind {
    ENTRY("local-entries"),
    ENDPOINT("endpoints"),
    SEQUENCE("sequences"),
    PROXY("proxy-services"),
    API("api");

    private final String folder;

    Kind(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }
}
