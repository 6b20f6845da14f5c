package org.gatehouse.publisher.rules;

import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ContextPath;
import org.gatehouse.domain.identity.UserName;

/**
 * What an API claims of a gateway's paths.
 *
 * @param provider whose API it is
 * @param versioned where its version is called
 * @param unversioned the same without the version
 * @param isDefault whether that is called, too
 */
record ContextClaim(UserName provider, ContextPath versioned, String unversioned, boolean isDefault) {
    static ContextClaim of(Api api) {
        return new ContextClaim(
                api.id().provider(), new ContextPath(api.context()), api.unversionedContext(), api.defaultVersion());
    }

    /**
     * Whether this one, which is to be, would take calls of the other: it has the same context, is above or below the other's
     * version, or is below where calls of another provider come without a version.
     */
    boolean clashes(ContextClaim other) {
        if (unversioned.equals(other.unversioned) || versioned.meets(other.versioned)) {
            return true;
        }
        return (isDefault && unversionedPath().isWithin(other.versioned))
                || (other.isDefault && versioned.equals(other.unversionedPath()))
                || (other.isDefault && !provider.equals(other.provider) && takesBelow(other.unversionedPath()));
    }

    private boolean takesBelow(ContextPath above) {
        return versioned.isWithin(above) || (isDefault && unversionedPath().isWithin(above));
    }

    private ContextPath unversionedPath() {
        return new ContextPath(unversioned);
    }
}
