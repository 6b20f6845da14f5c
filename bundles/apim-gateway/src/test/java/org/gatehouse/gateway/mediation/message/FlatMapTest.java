package org.gatehouse.gateway.mediation.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of a message's properties does what any map does. */
final class FlatMapTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverIsDoneToItItEqualsAHashMap(long seed) {
        Random random = new Random(seed);
        Map<String, Object> expected = new HashMap<>();
        FlatMap map = new FlatMap(64);
        for (int i = 0; i < 5_000; i++) {
            String name = "property" + random.nextInt(150);
            if (random.nextInt(3) == 0) {
                assertThat(map.remove(name)).isEqualTo(expected.remove(name));
            } else {
                assertThat(map.put(name, i)).isEqualTo(expected.put(name, i));
            }
            assertThat(map.get(name)).isEqualTo(expected.get(name));
            assertThat(map.containsKey(name)).isEqualTo(expected.containsKey(name));
        }
        assertThat(map).isEqualTo(expected);
    }

    @Test
    void namesAreTakenAwayThroughTheirSet() {
        FlatMap map = new FlatMap(64);
        map.put("Aa", 1);
        map.put("BB", 2); // of the same hash
        map.put("C", 3);
        map.put("D", 4);

        map.keySet().remove("Aa");
        map.keySet().removeIf("D"::equals);
        map.entrySet().removeIf(entry -> entry.getValue().equals(3));

        assertThat(map).isEqualTo(Map.of("BB", 2));
    }
}
