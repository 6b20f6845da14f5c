package org.gatehouse.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatehouse.definitions.tree.Tree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParserPlaceTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "paths.'/pets'(get).parameters.[1].name is missing|/paths/~1pets/get/parameters/1|name is missing",
                "paths.'/pets.json'(get).responses is missing|/paths/~1pets.json/get|responses is missing",
                "paths.'/pets'(get)'(put).a is missing|/paths/~1pets'(get)/put|a is missing",
                "paths.'quoted'.a is missing|/paths/'quoted'|a is missing",
                "paths.[x].a is missing|/paths/x|a is missing",
                "paths.'/pet'(get) is missing|/paths|'/pet'(get) is missing",
                "pathsOf is missing||pathsOf is missing",
                "paths|/paths|\"\"",
            })
    void theLongestNamesThatAreThereAreThePlace(String place, String pointer, String rest) {
        ParserPlace found = ParserPlace.of(place, Tree.of("""
                paths:
                  /pets: {get: {parameters: [{}, {}]}}
                  /pets.json: {get: {}}
                  /pets'(get): {put: {}}
                  "'quoted'": {}
                  x: {}
                """).root());
        assertThat(found.pointer()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(found.rest().replaceFirst("^[.]", "").trim()).isEqualTo(rest);
    }
}
