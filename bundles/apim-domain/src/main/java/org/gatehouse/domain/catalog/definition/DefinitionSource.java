package org.gatehouse.domain.catalog.definition;

import java.net.URI;
import org.gatehouse.domain.Invalid;

/** Fetches definitions from where somebody says they are. */
public interface DefinitionSource {
    /**
     * The text at an http or https address, of at most {@link DefinitionReader#MAX_BYTES} bytes. It is read from public
     * addresses only, unless the administrator allows others.
     *
     * @throws Invalid if it may not, or cannot, be fetched, with the reason
     */
    String fetch(URI address);
}
