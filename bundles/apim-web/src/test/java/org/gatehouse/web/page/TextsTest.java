package org.gatehouse.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private final Texts texts = new Texts(TextsTest.class.getClassLoader());

    @Test
    void whatNobodyHasWordsForStandsForItself() {
        assertThat(texts.of(Locale.ENGLISH, "sign-out")).isEqualTo("Sign out");
        for (String key :
                new String[] {"Words of a room.", "device_42.x", "../../etc.x", "nobody-has.this", "a.b.c", "."}) {
            assertThat(texts.of(Locale.ENGLISH, key)).isEqualTo(key);
            assertThat(texts.of(Locale.forLanguageTag("xx-YY"), key)).isEqualTo(key);
        }
    }

    @Test
    void nothingIsKeptOfWhatIsNotThere() {
        for (int i = 0; i < 1_000; i++) {
            texts.of(
                    Locale.forLanguageTag("x" + (char) ('a' + i % 26) + "-" + i % 10),
                    "noun-" + (char) ('a' + i % 26) + ".title");
        }

        assertThat(texts.kept()).isZero();
    }
}
