package org.gatehouse.domain.gateway;

/**
 * One API's XML on a gateway, as it was and as its template makes it.
 *
 * @param deployedName the name it has on the gateway
 * @param before the XML that was deployed; empty if there was none
 * @param after the XML in its place
 */
public record Rewrite(String deployedName, String before, String after) {}
