package org.gatehouse.gateway.transport;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How https back ends are checked.
 *
 * @param trust whose certificates are trusted; null for those that the platform trusts
 * @param hostNames how the names in them are checked
 */
public record BackendTls(@Nullable SSLContext trust, HostNames hostNames) {
    /** What the platform trusts, names checked by RFC 2818. */
    public static final BackendTls PLATFORM = new BackendTls(null, HostNames.STRICT);

    /** How the names in a back end's certificate are checked. */
    public enum HostNames {
        /** By RFC 2818, as browsers do. */
        STRICT,
        /** Like strict, but local host names are let through. */
        DEFAULT,
        /** Not at all. */
        ALLOW_ALL
    }
}
