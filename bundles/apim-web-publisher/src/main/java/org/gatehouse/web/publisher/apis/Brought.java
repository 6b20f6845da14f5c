package org.gatehouse.web.publisher.apis;

import java.util.Map;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.publisher.ApiDraft;
import org.jspecify.annotations.Nullable;

/**
 * What an API begins with, besides what is typed.
 *
 * @param text as it was written; empty if it begins with nothing
 * @param definition its definition; null if it has none
 * @param wsdl its WSDL; null if it has none
 */
record Brought(
        String text,
        @Nullable ParsedDefinition definition,
        @Nullable Wsdl wsdl) {
    /** Nothing. */
    static final Brought NOTHING = new Brought("", null, null);

    static Brought of(ParsedDefinition definition) {
        return new Brought(definition.definition().text(), definition, null);
    }

    static Brought of(Wsdl wsdl) {
        return new Brought(wsdl.text(), null, wsdl);
    }

    /** What it suggests for the fields of the form. */
    Map<String, String> suggested() {
        if (definition != null) {
            return Suggestion.of(definition);
        }
        return wsdl == null ? Map.of() : Suggestion.of(wsdl);
    }

    /** The draft with it. What speaks SOAP is called at one address, and all of it is posted. */
    ApiDraft in(ApiDraft draft) {
        if (definition != null) {
            return draft.describedBy(definition);
        }
        if (wsdl == null) {
            return draft;
        }
        return draft.withWsdl(wsdl)
                .withResources(Resources.posts())
                .withBackend(draft.backend()
                        .withEndpoints(atOneAddress(draft.backend().endpoints())));
    }

    private static Endpoints atOneAddress(Endpoints endpoints) {
        return endpoints instanceof Endpoints.Http http ? new Endpoints.Address(http.sides()) : endpoints;
    }
}
