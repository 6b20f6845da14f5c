package org.gatehouse.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private final RoutingTable<String> table =
            RoutingTable.of(Map.of("/a", "a", "/a/b", "ab", "/phone/1.0", "phone 1", "/phone", "phone default"));

    @Test
    void longestPrefixWins() {
        assertThat(table.find("/a/b/c")).isEqualTo("ab");
        assertThat(table.find("/a/c")).isEqualTo("a");
        assertThat(table.find("/phone/1.0/items")).isEqualTo("phone 1");
        assertThat(table.find("/phone/items")).isEqualTo("phone default");
    }

    @Test
    void prefixEndsWhereASegmentEnds() {
        assertThat(table.find("/ab")).isNull();
        assertThat(table.find("/phone/1.0.1")).isEqualTo("phone default");
        assertThat(table.find("/a/")).isEqualTo("a");
        assertThat(table.find("/")).isNull();
        assertThat(table.find("*")).isNull();
    }

    @Test
    void emptyPrefixTakesWhatIsLeft() {
        assertThat(RoutingTable.of(Map.of("", "root", "/a", "a")).find("/b")).isEqualTo("root");
    }

    @Test
    void aLongPathCostsNoMoreThanAShortOne() {
        assertThat(table.find("/phone/1.0" + "/x".repeat(100_000))).isEqualTo("phone 1");
        assertThat(table.find("/phone/1.0x" + "/x".repeat(100_000))).isEqualTo("phone default");
        assertThat(table.find("/".repeat(1_000_000))).isNull();
    }
}
