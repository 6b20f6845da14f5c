package org.gatehouse.domain.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThumbnailTest {
    static Stream<Arguments> pictures() {
        return Stream.of(
                arguments("\u0089PNG\r\n\u001a\nIHDR", Thumbnail.Kind.PNG, "image/png"),
                arguments("\u00ff\u00d8\u00ff\u00e0 JFIF", Thumbnail.Kind.JPEG, "image/jpeg"),
                arguments("GIF87a", Thumbnail.Kind.GIF, "image/gif"),
                arguments("GIF89a<script>", Thumbnail.Kind.GIF, "image/gif"),
                arguments("RIFF\u0001\u0002\u0003\u0004WEBPVP8", Thumbnail.Kind.WEBP, "image/webp"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picturesAreKnownByTheirFirstBytes(String bytes, Thumbnail.Kind kind, String mediaType) {
        Thumbnail thumbnail = Thumbnail.of(latin(bytes));
        assertThat(thumbnail.kind()).isEqualTo(kind);
        assertThat(thumbnail.kind().mediaType()).isEqualTo(mediaType);
        assertThat(thumbnail.bytes()).isEqualTo(latin(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF8",
                "GIF88a",
                " GIF89a",
                "PNG",
                "\u0089PNG\r\n\u001a",
                "\u00ff\u00d8",
                "RIFF\u0001\u0002\u0003\u0004WAVE",
                "RIFFWEBP",
                "BM______",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<?xml version='1.0'?><svg/>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "%PDF-1.7",
            })
    void nothingElseIsOne(String bytes) {
        assertThatThrownBy(() -> Thumbnail.of(latin(bytes)))
                .isInstanceOf(MalformedThumbnail.class)
                .hasMessageContaining("(expected: PNG, JPEG, GIF or WebP)");
    }

    @Test
    void oneMegabyteIsEnough() {
        byte[] longest = Arrays.copyOf(latin("GIF89a"), Thumbnail.MAX_BYTES);
        assertThat(Thumbnail.of(longest).kind()).isEqualTo(Thumbnail.Kind.GIF);
        assertThatThrownBy(() -> Thumbnail.of(Arrays.copyOf(longest, Thumbnail.MAX_BYTES + 1)))
                .isInstanceOf(LargeThumbnail.class)
                .hasMessage("thumbnail: 1048577 bytes (expected: at most 1048576)");
    }

    @Test
    void theDigestTellsOnePictureFromAnother() {
        assertThat(Thumbnail.of(latin("GIF89a1")).digest())
                .matches("[0-9a-f]{64}")
                .isEqualTo(Thumbnail.of(latin("GIF89a1")).digest())
                .isNotEqualTo(Thumbnail.of(latin("GIF89a2")).digest());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
