package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiVersionTest {
    private static final List<String> PARTS = List.of(
            "0",
            "1",
            "2",
            "9",
            "10",
            "007",
            "99999999999999999999",
            "v",
            "V",
            "a",
            "x",
            "alpha",
            "beta",
            "rc",
            "RC",
            "snapshot",
            "final",
            "ga",
            "sp",
            ".",
            ".",
            ".",
            "-",
            "_");

    @ParameterizedTest
    @CsvSource({
        "1.9, 1.10",
        "1.9.9, 1.10.0",
        "v1, v2",
        "v9, v10",
        "1.0.0-alpha, 1.0.0-beta",
        "1.0.0-beta, 1.0.0-rc1",
        "1.0.0-rc1, 1.0.0-rc2",
        "1.0.0-rc2, 1.0.0",
        "1.0.0, 1.0.1-beta",
        "1.0, 1.0.0",
        "1.0, 1-0-0",
        "2.1.2b, 2.1.2",
        "1.0.0-fix1, 1.0.0",
        "v1, 1",
        "007, 8",
        "2015-06-01, 2015-11-01",
        "9999999999999999999, 10000000000000000000"
    })
    void theFirstIsOlder(String older, String newer) {
        assertThat(new ApiVersion(older)).isLessThan(new ApiVersion(newer));
        assertThat(new ApiVersion(newer)).isGreaterThan(new ApiVersion(older));
    }

    @Test
    void onlyTheSameTextIsTheSameVersion() {
        assertThat(new ApiVersion("1.0")).isEqualByComparingTo(new ApiVersion("1.0"));
        assertThat(new ApiVersion("1.0")).isNotEqualByComparingTo(new ApiVersion("1.0.0"));
        assertThat(new ApiVersion("1.0-RC1")).isNotEqualByComparingTo(new ApiVersion("1.0-rc1"));
    }

    /** However they are mixed at first, they stand in one order: so it is a total one, for these at least. */
    @RepeatedTest(20)
    void thereIsOneOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ApiVersion> versions = Stream.generate(() -> text(random))
                .distinct()
                .limit(60)
                .map(ApiVersion::new)
                .toList();
        for (ApiVersion one : versions) {
            for (ApiVersion two : versions) {
                int first = Integer.signum(one.compareTo(two));
                assertThat(first).as("%s, %s", one, two).isEqualTo(-Integer.signum(two.compareTo(one)));
                assertThat(first == 0).as("%s, %s", one, two).isEqualTo(one.equals(two));
                for (ApiVersion three : versions) {
                    if (first < 0 && two.compareTo(three) < 0) {
                        assertThat(one).as("%s, %s, %s", one, two, three).isLessThan(three);
                    }
                }
            }
        }
        List<ApiVersion> mixed = new ArrayList<>(versions);
        Collections.shuffle(mixed, random);
        assertThat(mixed.stream().sorted())
                .containsExactlyElementsOf(versions.stream().sorted().toList());
    }

    @Test
    void onlyVersionsOfOneApiAreOlderThanEachOther() {
        ApiId one = new ApiId(UserName.parse("joe"), "Phone", "1.9");
        assertThat(one.isOlderThan(new ApiId(UserName.parse("joe"), "Phone", "1.10")))
                .isTrue();
        assertThat(one.isOlderThan(one)).isFalse();
        assertThat(one.isOlderThan(new ApiId(UserName.parse("joe"), "Fax", "1.10")))
                .isFalse();
        assertThat(one.isOlderThan(new ApiId(UserName.parse("ann"), "Phone", "1.10")))
                .isFalse();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }
}
