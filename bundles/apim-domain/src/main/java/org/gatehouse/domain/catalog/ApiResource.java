package org.gatehouse.domain.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One verb of one URL pattern of an API.
 *
 * @param urlPattern the pattern below the API's context, beginning with a slash
 * @param verb the HTTP method in capitals
 * @param auth which tokens it accepts
 * @param tier name of the tier that limits it
 * @param scope key of the scope that guards it, null if none does
 * @param mediationScript JavaScript that answers in an inline prototype, null otherwise
 */
public record ApiResource(
        String urlPattern,
        String verb,
        AuthType auth,
        String tier,
        @Nullable String scope,
        @Nullable String mediationScript) {}
