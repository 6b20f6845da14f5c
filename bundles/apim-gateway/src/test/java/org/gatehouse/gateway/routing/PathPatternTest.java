package org.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/, false",
        "/a, /ab, false",
        "/a/*, /a, true",
        "/a/*, /a/, true",
        "/a/*, /a/b/c, true",
        "/a/*, /ab, false",
        "/*, /, true",
        "/*, /x, true",
        "*.pdf, /x/y.pdf, true",
        "*.pdf, /x/y.html, false"
    })
    void urlMappingMatchesAsInServlets(String pattern, String path, boolean matches) {
        assertThat(new UrlMapping(pattern).match(path, "") != null).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "/items/{id}, /items/7, true",
        "/items/{id}, /items, false",
        "/items/{id}, /items/, false",
        "/items/{id}, /items/7/x, false",
        "/items/{id}/*, /items/7, true",
        "/items/{id}/*, /items/7/a/b, true",
        "/v{a}-{b}, /v1-2, true",
        "/v{a}-{b}, /v12, false",
        "/{a}.json, /x.json, true",
        "/{a}.json, /.json, false",
        "/file*, /files, true",
        "/file*, /file, true",
        "/{+rest}, /a/b/c, true",
        "/*/x, /a/x, true",
        "/*/x, /a/b/x, false",
        "/a?q={q}, /a, false"
    })
    void uriTemplateMatchesSegmentBySegment(String pattern, String path, boolean matches) {
        assertThat(new UriTemplate(pattern).match(path, "") != null).isEqualTo(matches);
    }

    @Test
    void variablesAreGivenAsTheyWereSent() {
        assertThat(new UriTemplate("/{user}/photos/{name}.{ext}").match("/j%20d/photos/a.b.png", ""))
                .containsEntry("user", "j%20d")
                .containsEntry("name", "a")
                .containsEntry("ext", "b.png");
    }

    @Test
    void parametersOfATemplateMustBeThere() {
        UriTemplate search = new UriTemplate("/search?q={text}");

        assertThat(search.match("/search", "?x=1&q=tea")).containsEntry("text", "tea");
        assertThat(search.match("/search", "?x=1")).isNull();
    }

    @Test
    void openBraceIsRefused() {
        assertThatThrownBy(() -> new UriTemplate("/a/{b")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/caf%C3%A9/*, /caf%C3%A9/x",
        "/caf\u00e9/*, /caf%C3%A9/x",
        "/a b, /a%20b",
        "/a%2Cb, '/a,b'",
        "/x%2fy, /x%2Fy",
        "/test/, /test"
    })
    void aPatternIsSpelledAsPathsAre(String pattern, String path) {
        assertThat(new UrlMapping(pattern).match(path, "")).isNotNull();
        assertThat(new UriTemplate(pattern).match(path, "")).isNotNull();
    }

    @Test
    void aParameterOfATemplateIsFoundHoweverItIsSpelled() {
        assertThat(new UriTemplate("/a?role=admin").match("/a", "?r%6fle=%61dmin"))
                .isNotNull();
    }
}
