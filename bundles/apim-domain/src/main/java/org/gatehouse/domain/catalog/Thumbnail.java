package org.gatehouse.domain.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The picture of an API: one of those that browsers draw and of which nothing runs.
 *
 * @param kind what it is, by its first bytes, whatever was said of it
 * @param bytes not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its digest where it is compared at all
public record Thumbnail(Kind kind, byte[] bytes) {
    /** How long one may be. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** What a thumbnail can be. */
    public enum Kind {
        /** <a href="https://www.w3.org/TR/png-3/#5PNG-file-signature">PNG §5.2</a>. */
        PNG("image/png", "89504e470d0a1a0a"),
        /** Its first marker, and the beginning of the next one (ITU T.81 §B.1.1.3). */
        JPEG("image/jpeg", "ffd8ff"),
        /** GIF87a and GIF89a. */
        GIF("image/gif", hex("GIF8") + "3[79]" + hex("a")),
        /** RFC 9649 §2.4. */
        WEBP("image/webp", hex("RIFF") + ".{8}" + hex("WEBP"));

        private static final int LONGEST = 12;

        private final String mediaType;
        private final String beginning;

        Kind(String mediaType, String beginning) {
            this.mediaType = mediaType;
            this.beginning = beginning;
        }

        private static String hex(String text) {
            return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** As servers call it. */
        public String mediaType() {
            return mediaType;
        }

        private boolean isOf(byte[] bytes) {
            byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST));
            return HexFormat.of().formatHex(head).matches(beginning + ".*");
        }
    }

    /**
     * The thumbnail of these bytes.
     *
     * @throws LargeThumbnail if there are more than {@value #MAX_BYTES}
     * @throws MalformedThumbnail if they begin as none of the kinds does
     */
    public static Thumbnail of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new LargeThumbnail(bytes.length);
        }
        return Stream.of(Kind.values())
                .filter(kind -> kind.isOf(bytes))
                .findFirst()
                .map(kind -> new Thumbnail(kind, bytes))
                .orElseThrow(MalformedThumbnail::new);
    }

    /** What tells its bytes from all others: SHA-256, in hexadecimal digits. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
