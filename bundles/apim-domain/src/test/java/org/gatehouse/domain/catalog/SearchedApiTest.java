package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchedApiTest {
    private static final SearchedApi PHONE =
            new SearchedApi(List.of("/a\n/b", "calls", "x\ny", "/phone/1", "1.0", "admin", "phone"));

    @Test
    void itsTextTellsItsParts() {
        assertThat(PHONE.text()).isEqualTo("/a\n/b\u0001calls\u0002x\ny\u0003/phone/1\u00041.0\u0005admin\u0006phone");
        assertThat(SearchedApi.parse(PHONE.text())).isEqualTo(PHONE);
        SearchedApi empty = new SearchedApi(List.of("", "", "", "", "", "", ""));
        assertThat(SearchedApi.parse(empty.text())).isEqualTo(empty);
    }

    /** As of a database that somebody else wrote. */
    @Test
    void anyOtherTextIsOnePart() {
        assertThat(SearchedApi.parse("omega").parts()).containsExactly("omega", "", "", "", "", "", "");
    }

    @Test
    void aPatternKeepsToItsPart() {
        assertThat(pattern(SearchTerm.Place.ANYWHERE)).isEqualTo("%x%");
        assertThat(pattern(SearchTerm.Place.SUBCONTEXT)).isEqualTo("%x%\u0001%");
        assertThat(pattern(SearchTerm.Place.VERSION)).isEqualTo("%\u0004%x%\u0005%");
        assertThat(pattern(SearchTerm.Place.NAME)).isEqualTo("%\u0006%x%");
    }

    private static String pattern(SearchTerm.Place place) {
        return SearchedApi.pattern(new SearchTerm(place, "x"), text -> text);
    }
}
