package org.gatehouse.domain.catalog;

/**
 * The definition of an API as somebody wrote it: Swagger or OpenAPI.
 *
 * @param text what was sent, letter by letter
 * @param syntax what it is written in
 * @param kind which specification it follows
 */
public record Definition(String text, Syntax syntax, Kind kind) {
    /** What a definition is written in. */
    public enum Syntax {
        /** RFC 8259. */
        JSON,
        /** YAML 1.2, RFC 9512. */
        YAML
    }

    /** Which specification a definition follows. */
    public enum Kind {
        /** Swagger 1.0 to 1.2: the declaration of one resource. */
        SWAGGER_1("Swagger 1.2"),
        /** Swagger 2.0. */
        SWAGGER_2("Swagger 2.0"),
        /** OpenAPI 3.0. */
        OPENAPI_3_0("OpenAPI 3.0"),
        /** OpenAPI 3.1. */
        OPENAPI_3_1("OpenAPI 3.1"),
        /** OpenAPI 3.2. */
        OPENAPI_3_2("OpenAPI 3.2");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As people call it. */
        public String title() {
            return title;
        }

        /** Whether it is one of the OpenAPI 3. */
        public boolean isOpenApi() {
            return this != SWAGGER_1 && this != SWAGGER_2;
        }
    }
}
