package org.gatehouse.container;

/** The three kinds of doors, which share the server's threads and must not take them from each other. */
enum Side {
    PORTALS,
    KEYS,
    SERVICES;

    /** The one that a path leads to. */
    static Side of(String path) {
        if (isBelow(path, "/services")) {
            return SERVICES;
        }
        return isBelow(path, "/publisher") || isBelow(path, "/store") || isBelow(path, "/carbon") ? PORTALS : KEYS;
    }

    private static boolean isBelow(String path, String root) {
        return path.equals(root) || path.startsWith(root + "/");
    }
}
