package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.domain.catalog.SearchTerm.Place.ANYWHERE;
import static org.gatehouse.domain.catalog.SearchTerm.Place.CONTEXT;
import static org.gatehouse.domain.catalog.SearchTerm.Place.DOC;
import static org.gatehouse.domain.catalog.SearchTerm.Place.NAME;
import static org.gatehouse.domain.catalog.SearchTerm.Place.STATUS;
import static org.gatehouse.domain.catalog.SearchTerm.Place.SUBCONTEXT;
import static org.gatehouse.domain.catalog.SearchTerm.Place.TAG;
import static org.gatehouse.domain.catalog.SearchTerm.Place.VERSION;

import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of("", new SearchTerm[0]),
                Arguments.of("  \"\" ", new SearchTerm[0]),
                Arguments.of("Phone", terms(ANYWHERE, "phone")),
                Arguments.of("two  Words", terms(ANYWHERE, "two", ANYWHERE, "words")),
                Arguments.of("\"two  Words\"", terms(ANYWHERE, "two  words")),
                Arguments.of("\"not ended", terms(ANYWHERE, "not ended")),
                Arguments.of("in\"side", terms(ANYWHERE, "in\"side")),
                Arguments.of("name:Phone", terms(NAME, "phone")),
                Arguments.of("NAME:Phone", terms(NAME, "phone")),
                Arguments.of("Name: Phone", terms(NAME, "phone")),
                Arguments.of("tag:a tags:b", terms(TAG, "a", TAG, "b")),
                Arguments.of("doc:\"getting started\"x", terms(DOC, "getting started", ANYWHERE, "x")),
                Arguments.of("doc:\"name:x\"", terms(DOC, "name:x")),
                Arguments.of("\"name:x\"", terms(ANYWHERE, "name:x")),
                Arguments.of("context:urn:x", terms(CONTEXT, "urn:x")),
                Arguments.of("version:*1.0*", terms(VERSION, "1.0")),
                Arguments.of("/*", terms(ANYWHERE, "/*")),
                Arguments.of("subcontext:\"/*\"", terms(SUBCONTEXT, "/*")),
                Arguments.of("1:2 /a:b", terms(ANYWHERE, "1:2", ANYWHERE, "/a:b")),
                Arguments.of("a\u0001b", terms(ANYWHERE, "a b")),
                Arguments.of("phone status:published", terms(ANYWHERE, "phone", STATUS, "published")));
    }

    private static SearchTerm[] terms(Object... placesAndTexts) {
        SearchTerm[] terms = new SearchTerm[placesAndTexts.length / 2];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = new SearchTerm((SearchTerm.Place) placesAndTexts[2 * i], (String) placesAndTexts[2 * i + 1]);
        }
        return terms;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whatIsTypedIsReadAsTerms(String line, SearchTerm[] expected) {
        assertThat(SearchTerm.typed(line)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name:", "x name: ", "name: status:created", "name:\"\"", "name:*"})
    void aPlaceWithoutATextIsTold(String line) {
        assertThatThrownBy(() -> SearchTerm.typed(line))
                .isInstanceOf(SearchTermMissing.class)
                .hasMessage("search: nothing after name: (expected: what to look for)");
    }

    @Test
    void anUnknownPrefixIsTold() {
        for (String line : new String[] {"owner:joe", "owner:", "anywhere:x"}) {
            assertThatThrownBy(() -> SearchTerm.typed(line))
                    .isExactlyInstanceOf(Invalid.class)
                    .hasMessage("search: " + line.replaceAll(":.*", "")
                            + ": (expected: one of context: description: doc: name: provider: status: subcontext: tag:"
                            + " version:; or all of it in quotes, to look for it as it is)");
        }
    }

    @Test
    void whatIsTypedIsBounded() {
        assertThat(SearchTerm.typed("a b c d e f g h i j")).hasSize(10);
        assertThatThrownBy(() -> SearchTerm.typed("a b c d e f g h i j k"))
                .isInstanceOf(Invalid.class)
                .hasMessage("search: 11 words (expected: at most 10; several in quotes count as one)");
        assertThatThrownBy(() -> SearchTerm.typed("name:" + "x".repeat(10_000)))
                .isInstanceOf(Invalid.class)
                .hasMessage("search: 10005 characters (expected: at most 200)");
    }
}
