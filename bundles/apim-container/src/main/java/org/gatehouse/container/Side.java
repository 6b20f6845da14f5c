package org.gatehouse.container;

import java.util.List;

/** The three kinds of doors, which share the server's threads and must not take them from each other. */
enum Side {
    PORTALS,
    KEYS,
    SERVICES;

    private static final List<String> PORTAL_ROOTS = List.of("/publisher", "/store", "/carbon", "/api");

    /** The one that a path leads to. */
    static Side of(String path) {
        if (isBelow(path, "/services")) {
            return SERVICES;
        }
        return PORTAL_ROOTS.stream().anyMatch(root -> isBelow(path, root)) ? PORTALS : KEYS;
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
