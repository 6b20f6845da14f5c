package org.gatehouse.gateway.handlers.throttle;

import java.util.Locale;

/** What is limited, in the order in which it is looked at; accounts are taken in this order, so that no two calls wait for each other. */
enum Level {
    /** The client's address. */
    ADDRESS,
    /** An API as a whole. */
    TOTAL,
    /** The application, over all APIs and users. */
    APPLICATION,
    /** A resource of an API, for each user of a key. */
    RESOURCE,
    /** The subscription to an API, for each user of a key; or a client without a token. */
    API;

    /** As people read it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
