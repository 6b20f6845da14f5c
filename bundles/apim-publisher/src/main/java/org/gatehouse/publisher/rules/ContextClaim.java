package org.gatehouse.publisher.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiSummary;
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
    static ContextClaim of(ApiSummary api) {
        return new ContextClaim(
                api.id().provider(), new ContextPath(api.context()), api.unversionedContext(), api.defaultVersion());
    }

    /** The paths of APIs that it may clash with, but for those below it: its own, with and without a version, and all above. */
    Set<String> paths() {
        Set<String> paths = new HashSet<>();
        for (String own : List.of(versioned.path(), unversioned)) {
            for (int end = own.length(); end > 0; end = own.lastIndexOf('/', end - 1)) {
                paths.add(own.substring(0, end));
            }
        }
        return paths;
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
