package org.gatehouse.domain.catalog;

import java.util.Comparator;
import org.gatehouse.domain.identity.UserName;

/**
 * What tells one API from another.
 *
 * @param provider who provides it
 * @param name the name, unique for the provider
 * @param version the version, free text without blanks
 */
public record ApiId(UserName provider, String name, String version) {
    /** By name, then from the oldest version to the newest, then by provider. */
    public static final Comparator<ApiId> BY_NAME = Comparator.comparing(ApiId::name)
            .thenComparing(id -> new ApiVersion(id.version))
            .thenComparing(id -> id.provider.toString());

    /** Whether both are versions of one API, and this one comes before the other. */
    public boolean isOlderThan(ApiId other) {
        return provider.equals(other.provider)
                && name.equals(other.name)
                && new ApiVersion(version).compareTo(new ApiVersion(other.version)) < 0;
    }

    /** The name attribute of its XML on the gateway: {@code provider--name}. */
    public String artefact() {
        return provider.inNames() + "--" + name;
    }

    /** The name under which a gateway knows the deployed version: {@code provider--name:vVersion}. */
    public String deployedName() {
        return artefact() + ":v" + version;
    }

    @Override
    public String toString() {
        return name + "-" + version;
    }
}
