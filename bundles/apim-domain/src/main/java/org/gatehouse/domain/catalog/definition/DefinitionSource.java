package org.gatehouse.domain.catalog.definition;

import java.net.URI;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;

/** Fetches definitions from where somebody says they are. */
public interface DefinitionSource {
    /**
     * The text at an http or https address, of at most {@link DefinitionReader#MAX_BYTES} bytes. It is read from public
     * addresses only, unless the administrator allows others.
     *
     * @param who says so
     * @throws Invalid if it may not, or cannot, be fetched, with the reason
     * @throws Unavailable if too much else is fetched at the moment
     */
    String fetch(Account who, URI address);
}
