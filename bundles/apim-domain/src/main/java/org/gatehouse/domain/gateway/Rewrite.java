package org.gatehouse.domain.gateway;

/**
 * One API's XML on a gateway, as it was and as its template makes it.
 *
 * @param environment the name of the gateway's environment
 * @param deployedName the name it has on the gateway
 * @param before the XML that was deployed; empty if there was none
 * @param after the XML in its place; empty if there is to be none
 */
public record Rewrite(String environment, String deployedName, String before, String after) {
    /** What takes it back. */
    public Rewrite reversed() {
        return new Rewrite(environment, deployedName, after, before);
    }
}
