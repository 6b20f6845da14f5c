package org.gatehouse.gateway.routing;

/** A path that could be read as none; says why. Comes from strangers, so it has no trace to fill. */
final class Unreadable extends RuntimeException {
    Unreadable(String why) {
        super(why, null, false, false);
    }
}
