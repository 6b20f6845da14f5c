package org.gatehouse.domain.catalog.definition;

import java.util.List;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Scope;

/**
 * What a definition says of an API.
 *
 * @param definition the definition
 * @param title its name, empty if it has none
 * @param version of the API, empty if it has none
 * @param description what people read, empty if there is none
 * @param resources what can be called, in the order of the text; each verb of a pattern once
 * @param scopes the scopes that guard the resources
 * @param servers where it is served as the definition says, absolute or relative, in its order
 * @param problems what was not taken, or was taken otherwise than it is written
 */
public record ParsedDefinition(
        Definition definition,
        String title,
        String version,
        String description,
        List<ApiResource> resources,
        List<Scope> scopes,
        List<String> servers,
        List<DefinitionProblem> problems) {
    /** Copies its collections. */
    public ParsedDefinition {
        resources = List.copyOf(resources);
        scopes = List.copyOf(scopes);
        servers = List.copyOf(servers);
        problems = List.copyOf(problems);
    }
}
