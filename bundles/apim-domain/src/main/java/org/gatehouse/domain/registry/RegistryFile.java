package org.gatehouse.domain.registry;

import java.nio.charset.StandardCharsets;

/**
 * A resource of the registry.
 *
 * @param path absolute, beginning with {@code /_system/}
 * @param mediaType what the content is
 * @param content the bytes; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by path where it is compared at all
public record RegistryFile(String path, String mediaType, byte[] content) {
    /** A resource of text, in UTF-8. */
    public static RegistryFile ofText(String path, String mediaType, String text) {
        return new RegistryFile(path, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The content as UTF-8. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
