package org.gatehouse.domain.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;

/** Looks what is at addresses, by the rules of {@link Addresses}. */
public interface Probe {
    /**
     * Asks with HEAD, and follows no redirect. To a server whose certificate is not to be trusted nothing is sent; what it showed is
     * told.
     *
     * @param who wants to know
     * @param longest how long it may take
     * @return what was met, and be it that nobody is there; empty if this server asks nobody at such an address
     * @throws Unavailable if too many others are asked for at the moment
     */
    Optional<Encounter> meet(Account who, URI address, Duration longest);
}
