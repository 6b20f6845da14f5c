package org.gatehouse.rest.publisher;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.identity.UserName;

/**
 * How an API is called in addresses: {@code provider--name--version}, which goes on from what its artefacts on gateways are called.
 * It stays as long as the API does, is the same on every server that an archive of the API is brought to, which the number of its
 * row is not, and it can be taken apart in one way only: neither names nor versions have two hyphens, or begin with one. A user's
 * domain is before a colon, which no user name has (RFC 7617 §2), as a slash would end the segment of the path.
 */
final class ApiAddress {
    private static final String BETWEEN = "--";
    private static final int LONGEST = 1_000;

    private ApiAddress() {}

    static String text(ApiId id) {
        return id.provider().inNames().replace('/', ':') + BETWEEN + id.name() + BETWEEN + id.version();
    }

    /** The API that is called so. What can be none is told like one that is not there. */
    static ApiId id(String text) {
        int version = text.lastIndexOf(BETWEEN);
        int name = version <= 0 ? -1 : text.lastIndexOf(BETWEEN, version - BETWEEN.length());
        if (name <= 0 || text.length() > LONGEST) {
            throw Refusals.nothing();
        }
        try {
            return new ApiId(
                    UserName.parse(text.substring(0, name).replace(':', '/')),
                    text.substring(name + BETWEEN.length(), version),
                    text.substring(version + BETWEEN.length()));
        } catch (Invalid noName) {
            throw Refusals.nothing();
        }
    }
}
