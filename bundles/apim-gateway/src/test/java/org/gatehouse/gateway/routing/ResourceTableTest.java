package org.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTableTest {
    @Test
    void mostSpecificPatternWinsWhateverTheOrder() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new UrlMapping("/*"), List.of("GET"), "any")
                .add(new UriTemplate("/items/{id}"), List.of("GET"), "item")
                .add(new UrlMapping("/items/*"), List.of("GET"), "items")
                .add(new UrlMapping("/items/best"), List.of("GET"), "best")
                .add(new UrlMapping("*.pdf"), List.of("GET"), "pdf")
                .build();

        assertThat(table.elect("/items/best", "", "GET").resource()).isEqualTo("best");
        assertThat(table.elect("/items/7", "", "GET").resource()).isEqualTo("item");
        assertThat(table.elect("/items/7/parts", "", "GET").resource()).isEqualTo("items");
        assertThat(table.elect("/x/y.pdf", "", "GET").resource()).isEqualTo("pdf");
        assertThat(table.elect("/", "", "GET").resource()).isEqualTo("any");
    }

    @Test
    void resourceThatLacksTheVerbIsPassedOver() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new UrlMapping("/*"), List.of("DELETE"), "any")
                .add(new UrlMapping("/items"), List.of("GET", "PATCH"), "items")
                .build();

        assertThat(table.elect("/items", "", "DELETE").resource()).isEqualTo("any");
        assertThat(table.elect("/items", "", "PATCH").resource()).isEqualTo("items");
        assertThat(table.elect("/items", "", "GET").verbs()).isEqualTo("GET PATCH DELETE");
    }

    @Test
    void unknownVerbIsToldTheVerbsOfThePath() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new UrlMapping("/items"), List.of("GET"), "read")
                .add(new UrlMapping("/items"), List.of("POST"), "write")
                .build();

        ResourceTable.Election<String> election = table.elect("/items", "", "OPTIONS");
        assertThat(election.resource()).isNull();
        assertThat(election.verbs()).isEqualTo("GET POST");
        assertThat(table.elect("/other", "", "GET").verbs()).isNull();
    }

    @Test
    void resourceWithoutMethodsTakesAll() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new AnyPath(), List.of(), "all")
                .build();

        assertThat(table.elect("/x", "", "PURGE").resource()).isEqualTo("all");
    }

    @Test
    void samePatternAndVerbTwiceIsRefused() {
        ResourceTable.Builder<String> builder =
                new ResourceTable.Builder<String>().add(new UrlMapping("/a"), List.of("GET"), "one");

        assertThatThrownBy(() -> builder.add(new UrlMapping("/a"), List.of("GET"), "two"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/a has GET twice");
    }

    @Test
    void aSlashAtTheEndChangesNothing() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new UrlMapping("/test"), List.of("GET"), "test")
                .add(new UrlMapping("/closed/"), List.of("GET"), "closed")
                .add(new UriTemplate("/items/{id}"), List.of("GET"), "item")
                .add(new UriTemplate("/files/{+path}"), List.of("GET"), "file")
                .add(new UrlMapping("/*"), List.of("GET"), "any")
                .build();

        assertThat(table.elect("/test/", "", "GET").resource()).isEqualTo("test");
        assertThat(table.elect("/closed", "", "GET").resource()).isEqualTo("closed");
        assertThat(table.elect("/closed/", "", "GET").resource()).isEqualTo("closed");
        assertThat(table.elect("/items/7/", "", "GET").variables()).containsEntry("id", "7");
        assertThat(table.elect("/files/a/b/", "", "GET").variables()).containsEntry("path", "a/b/");
        assertThat(table.elect("/items/", "", "GET").resource()).isEqualTo("any");
    }

    @Test
    void variablesAreThoseThatWereSent() {
        ResourceTable<String> table = new ResourceTable.Builder<String>()
                .add(new UriTemplate("/admin/{id}"), List.of("GET"), "item")
                .build();

        assertThat(table.elect("/admin/a,b", "/admin/a%2cb", "", "GET").variables())
                .containsEntry("id", "a%2cb");
        assertThat(table.elect("/admin/a,b", "/%61dmin/a%2cb", "", "GET").variables())
                .containsEntry("id", "a,b");
    }
}
