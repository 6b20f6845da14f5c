package org.gatehouse.definitions.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TreeTest {
    @Test
    void ofNamesGivenTwiceSoManyAreToldAsSomebodyReads() {
        String json = "{" + "\"a\" : 1,".repeat(3000) + "\"a\" : 1}";
        assertThat(Tree.of(json).problems()).hasSize(Problems.MOST);
        assertThat(Tree.of("a: 1\n".repeat(3000)).problems()).hasSize(Problems.MOST);
    }

    @Test
    void thatItIsNoJsonIsToldHoweverMuchElseThereIs() {
        assertThat(Tree.of("{" + "a: 1,".repeat(3000) + "}").problems())
                .hasSize(Problems.MOST)
                .first()
                .asString()
                .contains("is no JSON, and read as YAML");
    }
}
