package org.gatehouse.domain.catalog.definition;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Definition;

/** Writes definitions of APIs as they are now. */
public interface DefinitionWriter {
    /** A Swagger 2.0 definition, in JSON, of an API for which nobody has written one. */
    Definition generated(Api api);

    /**
     * The definition with the resources and scopes that the API has. All else stays, in its order. If it says of them
     * already what the API has, it is the same text; else it is JSON. A resource that is not in it gets a plain operation, and
     * an operation that the API does not have is left out.
     *
     * @throws MalformedDefinition if the definition can't be read
     * @throws Invalid if what would be written is longer than {@link DefinitionReader#MAX_BYTES}
     */
    Definition of(Api api, Definition written);

    /**
     * As {@link #of}, for those who call the API: served by the gateways that have it, and secured by the tokens that they
     * want. Without a gateway whose address is known it is the same as {@link #of}.
     *
     * @throws MalformedDefinition if the definition can't be read
     * @throws Invalid if what would be written is longer than {@link DefinitionReader#MAX_BYTES}
     */
    Definition forCallers(Api api, Definition written);

    /**
     * The same definition in JSON: what was written in it stays letter by letter; of YAML all that its aliases stand for is written
     * out, and comments are left out.
     *
     * @throws MalformedDefinition if the definition can't be read
     * @throws Invalid if what would be written is longer than {@link DefinitionReader#MAX_BYTES}
     */
    Definition inJson(Definition written);
}
