package org.gatehouse.persistence.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.gatehouse.domain.catalog.Definition;
import org.jspecify.annotations.Nullable;

/**
 * A definition, ready to be stored. Made before a transaction begins: for a large one it takes longer than all the rest, and others
 * who save wait for the end of that.
 */
final class PackedDefinition {
    private final Definition plain;
    private final String digest;
    private final byte[] bytes;

    private PackedDefinition(Definition plain, byte[] text) {
        this.plain = plain;
        digest = digest(text);
        bytes = packed(text);
    }

    static PackedDefinition of(Definition definition) {
        return new PackedDefinition(definition, definition.text().getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable PackedDefinition ofNullable(@Nullable Definition definition) {
        return definition == null ? null : of(definition);
    }

    Definition plain() {
        return plain;
    }

    /** The SHA-256 of its text, in hexadecimal. */
    String digest() {
        return digest;
    }

    /** The text in UTF-8, by gzip; nobody changes them. */
    byte[] bytes() {
        return bytes;
    }

    private static String digest(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    private static byte[] packed(byte[] text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static String unpacked(byte[] packed) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A definition is stored so that it can't be read", e);
        }
    }
}
