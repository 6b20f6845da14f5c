package org.gatehouse.domain.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Where calls go.
 *
 * @param endpoints the places that are called
 * @param implementation how the API answers
 * @param secured whether the back end asks for basic authentication
 * @param username user for that, else empty
 * @param password password for that, else empty; never printed
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record Backend(
        Endpoints endpoints, Implementation implementation, boolean secured, String username, String password)
        implements BackendBuilder.With {
    /** No end point yet. */
    public static final Backend NONE = new Backend(new Endpoints.None(), Implementation.ENDPOINT, false, "", "");

    /** An unsecured back end. */
    public static Backend of(Endpoints endpoints) {
        return new Backend(endpoints, Implementation.ENDPOINT, false, "", "");
    }

    @Override
    public String toString() {
        return "Backend[" + endpoints + ", " + implementation + ", secured=" + secured + ", " + username + ", ****]";
    }

    /** How an API answers. */
    public enum Implementation {
        /** A back end is called. */
        ENDPOINT,
        /** A script in the API answers; for prototypes. */
        INLINE
    }
}
