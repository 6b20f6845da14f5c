package org.gatehouse.domain.catalog;

import org.gatehouse.domain.identity.UserName;

/**
 * What tells one API from another.
 *
 * @param provider who provides it
 * @param name the name, unique for the provider
 * @param version the version, free text without blanks
 */
public record ApiId(UserName provider, String name, String version) {
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
