package org.gatehouse.domain.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a text is looked for in, of a document.
 *
 * @param visibility who may find it
 * @param text its name, summary and, where its media type says that it is text, the beginning of its content, read as UTF-8;
 *     in lower case, without U+0000
 */
public record SearchedDocument(DocumentVisibility visibility, String text) {
    /** Of each content, so many characters are searched. */
    public static final int SEARCHED_OF_CONTENT = 10_000;

    /** And no more bytes looked at: no character of UTF-8 takes more than four. */
    public static final int BYTES_OF_CONTENT = 4 * SEARCHED_OF_CONTENT;

    /** @param content null if there is none */
    public static SearchedDocument of(DocumentDetails details, @Nullable DocumentContent content) {
        String text = details.name() + "\n" + details.summary();
        String words = content == null || !isText(content.mediaType()) ? "" : beginning(content.bytes());
        return new SearchedDocument(details.visibility(), lower(text) + "\n" + cut(lower(words)));
    }

    /** Whether a content of this media type is searched: texts, and what is written in JSON, XML or YAML. */
    public static boolean isText(String mediaType) {
        String type = lower(mediaType).replaceFirst("\\s*;.*", "");
        return type.startsWith("text/") || type.matches("application/(.*\\+)?(json|xml|yaml|x-yaml)");
    }

    private static String beginning(byte[] content) {
        int length = Math.min(content.length, BYTES_OF_CONTENT);
        return new String(content, 0, length, StandardCharsets.UTF_8);
    }

    /** Not within a character that takes two. */
    private static String cut(String text) {
        if (text.length() <= SEARCHED_OF_CONTENT) {
            return text;
        }
        boolean within = Character.isHighSurrogate(text.charAt(SEARCHED_OF_CONTENT - 1));
        return text.substring(0, within ? SEARCHED_OF_CONTENT - 1 : SEARCHED_OF_CONTENT);
    }

    /** PostgreSQL stores no U+0000. */
    private static String lower(String text) {
        return text.replace('\0', ' ').toLowerCase(Locale.ROOT);
    }
}
