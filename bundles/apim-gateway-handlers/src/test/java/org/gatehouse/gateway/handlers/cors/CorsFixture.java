package org.gatehouse.gateway.handlers.cors;

/** Makes the policy for tests of other packages. */
public final class CorsFixture {
    private CorsFixture() {}

    public static CorsPolicy standard() {
        return new CorsPolicy(
                true, "*", "GET,PUT,POST,DELETE,OPTIONS", "authorization,Access-Control-Allow-Origin,Content-Type");
    }

    public static CorsPolicy switchedOff() {
        return new CorsPolicy(false, "*", "GET", "authorization");
    }
}
