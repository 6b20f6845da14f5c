package org.gatehouse.domain.catalog;

import java.nio.charset.StandardCharsets;

/**
 * The content of a document.
 *
 * @param mediaType what its author says that it is
 * @param name the name of the file; empty for a text that was written here
 * @param bytes not copied, not to be changed; texts are in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // its bytes are compared where it is compared at all
public record DocumentContent(String mediaType, String name, byte[] bytes) {
    /** The media type of a text with marks (RFC 7763). */
    public static final String MARKDOWN = "text/markdown";
    /** The media type of a text with tags. */
    public static final String HTML = "text/html";
    /** No content: what stands at an address has none here. */
    public static final DocumentContent NONE = new DocumentContent("", "", new byte[0]);

    /** A text of this media type. */
    public static DocumentContent ofText(String mediaType, String text) {
        return new DocumentContent(mediaType, "", text.getBytes(StandardCharsets.UTF_8));
    }

    /** As UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What is told of it. */
    public DocumentFile file() {
        return new DocumentFile(mediaType, name, bytes.length);
    }
}
