package org.gatehouse.publisher;

import java.util.List;
import java.util.Objects;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.definition.DefinitionWriter;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An API as it is or was, with its definition.
 *
 * @param written what somebody had written of it; null if nobody had
 */
record ApiState(Api api, @Nullable Definition written) {
    /** Whether both have the same definition, whatever else they have. */
    boolean isDefinedAs(ApiState other) {
        return Objects.equals(written, other.written)
                && api.resources().equals(other.api.resources())
                && api.scopes().equals(other.api.scopes());
    }

    /** The definition with the resources and scopes that the API has. */
    Definition definition(DefinitionWriter writer) {
        return written == null ? writer.generated(api) : writer.of(api, written);
    }

    /** What a definition is, for who does not read all of it. */
    static String words(@Nullable Definition definition) {
        return definition == null
                ? ""
                : definition.kind().title() + ", " + definition.text().length() + " characters";
    }

    /** As if it had been read. */
    ParsedDefinition parsed(Definition definition) {
        return new ParsedDefinition(
                definition,
                api.id().name(),
                api.id().version(),
                api.description().text(),
                api.resources(),
                api.scopes(),
                List.of(),
                List.of());
    }
}
