package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatehouse.domain.catalog.definition.DefinitionProblem;
import org.junit.jupiter.api.Test;

final class LintTest {
    @Test
    void whatIsWellDescribedHasNoProblem() {
        assertThat(lint("""
                openapi: 3.0.0
                info: {title: A, version: '1'}
                servers: [{url: 'https://h/'}]
                paths:
                  /a/{b}:
                    get:
                      operationId: a
                      summary: One
                      responses: {'2XX': {$ref: '#/components/responses/R'}, 404: {description: None}}
                components:
                  responses: {R: {description: OK, content: {a/b: {example: {$ref: 'http://far/'}}}}}
                """)).isEmpty();
    }

    @Test
    void whoBuildsOnAnOperationWantsItNamedAndDescribed() {
        assertThat(lint("""
                swagger: '2.0'
                paths:
                  /a: {get: {operationId: same, description: One, responses: {400: {description: No}}}}
                  /b: {get: {operationId: same}}
                  /c: {get: {summary: One}}
                """))
                .containsExactlyInAnyOrder(
                        "WARNING /paths/~1a/get/responses: has failures only: nothing says what success is",
                        "WARNING /paths/~1b/get/operationId: same is the name of /paths/~1a/get already",
                        "HINT /paths/~1b/get: has neither summary nor description",
                        "HINT /paths/~1c/get: has no operationId: generated clients name it by its path");
    }

    @Test
    void referencesLeadSomewhereInTheDefinition() {
        assertThat(lint("""
                swagger: '2.0'
                paths: {}
                definitions:
                  A: {$ref: '#/definitions/B'}
                  C: {$ref: 'other.yaml#/A'}
                  D: {properties: {default: {$ref: '#/definitions/E'}, $ref: {type: string}}}
                  F: {$ref: '#/definitions/A'}
                """))
                .containsExactlyInAnyOrder(
                        "ERROR /definitions/A/$ref: #/definitions/B leads nowhere",
                        "ERROR /definitions/D/properties/default/$ref: #/definitions/E leads nowhere",
                        "WARNING /definitions/C/$ref: other.yaml#/A is outside of the definition: it is not fetched, and who reads"
                                + " this needs it");
    }

    @Test
    void pathsThatAreTheSameToACallerAreTold() {
        assertThat(lint("""
                openapi: 3.0.0
                servers: [{url: 'http://h/'}]
                paths:
                  /a/{b}: {get: {operationId: a, summary: A}}
                  /a/{c}/: {get: {operationId: b, summary: B}, put: {operationId: c, summary: C}}
                """))
                .containsExactlyInAnyOrder(
                        "WARNING /paths/~1a~1{c}~1/get: GET /a/{c}/ and GET /a/{b} are the same to a caller: one of them is reached",
                        "HINT : the server http://h/ is spoken to without TLS");
    }

    private static List<String> lint(String text) {
        return Lint.problems(Outline.of(text)).stream().map(LintTest::told).toList();
    }

    private static String told(DefinitionProblem problem) {
        return problem.severity() + " " + problem.place() + ": " + problem.message();
    }
}
