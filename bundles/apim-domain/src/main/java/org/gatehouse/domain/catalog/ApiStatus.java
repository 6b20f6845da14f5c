package org.gatehouse.domain.catalog;

/** Where an API stands in its life cycle. Any status may follow any other. */
public enum ApiStatus {
    /** Known to its creators only. */
    CREATED(false),
    /** On the gateway without security, to be tried. */
    PROTOTYPED(true),
    /** On the gateway and open for subscriptions. */
    PUBLISHED(true),
    /** On the gateway for those already subscribed. */
    DEPRECATED(true),
    /** Gone from gateway and store. */
    RETIRED(false),
    /** On the gateway, where every call is refused for now. */
    BLOCKED(true);

    private final boolean onGateway;

    ApiStatus(boolean onGateway) {
        this.onGateway = onGateway;
    }

    /** Whether gateways have an API of this status. */
    public boolean isOnGateway() {
        return onGateway;
    }
}
