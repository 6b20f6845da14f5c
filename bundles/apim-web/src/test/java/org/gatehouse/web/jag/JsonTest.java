package org.gatehouse.web.jag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void blanksStandWhereOldScriptsLookForThem() {
        assertThat(Json.write(Json.object("error", false, "data", Json.object("key", Json.object("n", 1, "s", "x")))))
                .isEqualTo("{\"error\" : false, \"data\" : {\"key\" : {\"n\" : 1, \"s\" : \"x\"}}}");
    }

    @Test
    void arraysAndNullsAndEmptyOnes() {
        assertThat(Json.write(Json.object("a", List.of(1, true, "b"), "n", null, "e", List.of(), "o", Json.object())))
                .isEqualTo("{\"a\" : [1, true, \"b\"], \"n\" : null, \"e\" : [], \"o\" : {}}");
    }

    @Test
    void textIsEscaped() {
        assertThat(Json.write("\b\f\u001f/\u007f\u2028\u2029"))
                .isEqualTo("\"\\u0008\\u000c\\u001f/\u007f\\u2028\\u2029\"");
        assertThat(Json.write(Map.of("k\n", 1.5))).isEqualTo("{\"k\\n\" : 1.5}");
        assertThat(Json.write("a\"b\\c\n\t\u0001é")).isEqualTo("\"a\\\"b\\\\c\\n\\t\\u0001é\"");
    }
}
