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
        "/a/../b, true",
        "/a/%2e%2E/b, true",
        "/a/./b, true",
        "/a/.hidden, false",
        "/a/..b, false",
        "/a%2fb, false"
    })
    void targetThatClimbsIsTold(String target, boolean climbs) {
        assertThat(RequestTarget.of(target).climbs()).isEqualTo(climbs);
    }

    @Test
    void whatNeedNotBeEncodedIsNot() {
        assertThat(RequestTarget.of("/%61dmin%2Fx%20y%?a=%61").text()).isEqualTo("/admin%2Fx%20y%?a=%61");
    }
}
