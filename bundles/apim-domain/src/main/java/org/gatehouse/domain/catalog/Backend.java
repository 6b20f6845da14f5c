package org.gatehouse.domain.catalog;

/**
 * Where calls go.
 *
 * @param endpointConfig the end points as JSON text, in the layout that publishers send; empty if none is set yet
 * @param implementation how the API answers
 * @param secured whether the back end asks for basic authentication
 * @param username user for that, else empty
 * @param password password for that, else empty; never printed
 */
public record Backend(
        String endpointConfig, Implementation implementation, boolean secured, String username, String password) {
    /** No end point yet. */
    public static final Backend NONE = new Backend("", Implementation.ENDPOINT, false, "", "");

    /** An unsecured back end. */
    public static Backend of(String endpointConfig) {
        return new Backend(endpointConfig, Implementation.ENDPOINT, false, "", "");
    }

    @Override
    public String toString() {
        return "Backend[" + endpointConfig + ", " + implementation + ", secured=" + secured + ", " + username
                + ", ****]";
    }

    /** How an API answers. */
    public enum Implementation {
        /** A back end is called. */
        ENDPOINT,
        /** A script in the API answers; for prototypes. */
        INLINE
    }
}
