package org.gatehouse.publisher.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Document;
import org.gatehouse.domain.catalog.DocumentContent;
import org.gatehouse.domain.catalog.DocumentDetails;
import org.gatehouse.domain.catalog.DocumentSource;
import org.gatehouse.domain.catalog.EmptyDocument;
import org.jspecify.annotations.Nullable;

/** What a document may be called, and what it may hold. A refusal begins with the word for the part that it is about. */
public final class DocumentRules {
    /** Most bytes of a text that is written here. */
    public static final int MOST_OF_A_TEXT = 1_000_000;
    /** Most bytes of a file. */
    public static final int MOST_OF_A_FILE = 10_000_000;

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SUMMARY = 1_000;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_TYPE = 100;

    /** What is not seen, or turns what is read around, makes one name look like another. */
    private static final Pattern LINE = Pattern.compile("(?:[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}]| )+");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Zl}\\p{Zp}\\p{Cc}\\p{Cf}\\p{Cs}]");
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t]");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,99}/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}");
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Set<String> TEXTS = Set.of(DocumentContent.MARKDOWN, DocumentContent.HTML);

    private static final DocumentContent NO_TEXT = DocumentContent.ofText(DocumentContent.MARKDOWN, "");

    private DocumentRules() {}

    /**
     * What an author says, without blanks around it and without what has no meaning beside the rest.
     *
     * @throws Invalid naming what breaks which rule
     */
    public static DocumentDetails checked(DocumentDetails said) {
        DocumentDetails details = said.normalized();
        requireLine("name", details.name(), LONGEST_NAME);
        if (!details.otherType().isEmpty()) {
            requireLine("other type", details.otherType(), LONGEST_TYPE);
        }
        requireText(details.summary());
        if (details.source() == DocumentSource.URL) {
            requireAddress(details.url());
        }
        return details;
    }

    /**
     * What becomes the content of a document with these details.
     *
     * @param sent what came with them; null if nothing did
     * @param before the document as it was; null for a new one
     * @return null if the content stays as it is
     * @throws EmptyDocument if it is to be a file and none came, or one without content
     * @throws Invalid naming what breaks which rule
     */
    public static @Nullable DocumentContent checkedContent(
            ApiId api, DocumentDetails details, @Nullable DocumentContent sent, @Nullable Document before) {
        boolean alike = before != null && before.details().source() == details.source();
        return switch (details.source()) {
            case URL -> alike ? null : DocumentContent.NONE;
            case INLINE -> sent == null ? (alike ? null : NO_TEXT) : checkedText(sent);
            case FILE -> {
                if (sent == null ? !alike : sent.bytes().length == 0) {
                    throw new EmptyDocument(api, details.name());
                }
                yield sent == null ? null : checkedFile(sent);
            }
        };
    }

    /**
     * A text that is written here.
     *
     * @throws Invalid naming what breaks which rule
     */
    public static DocumentContent checkedText(DocumentContent content) {
        if (!TEXTS.contains(content.mediaType())) {
            throw new Invalid("content: " + content.mediaType() + " (expected: text/markdown or text/html)");
        }
        if (content.bytes().length > MOST_OF_A_TEXT) {
            throw new Invalid("content: " + content.bytes().length + " bytes (expected: up to " + MOST_OF_A_TEXT + ")");
        }
        return new DocumentContent(content.mediaType(), "", content.bytes());
    }

    /** A file, under a name without folders and without what is not seen, and with a media type that is one. */
    private static DocumentContent checkedFile(DocumentContent content) {
        if (content.bytes().length > MOST_OF_A_FILE) {
            throw new Invalid("file: " + content.bytes().length + " bytes (expected: up to " + MOST_OF_A_FILE + ")");
        }
        String sent = content.name();
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = UNSEEN.matcher(last).replaceAll("").strip();
        if (name.length() > LONGEST_NAME) {
            throw new Invalid(
                    "file: its name has " + name.length() + " characters (expected: up to " + LONGEST_NAME + ")");
        }
        boolean named = name.chars().anyMatch(letter -> letter != '.');
        return new DocumentContent(mediaType(content.mediaType()), named ? name : "document", content.bytes());
    }

    private static String mediaType(String sent) {
        int parameters = sent.indexOf(';');
        String type =
                (parameters < 0 ? sent : sent.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
        return MEDIA_TYPE.matcher(type).matches() ? type : UNKNOWN_TYPE;
    }

    private static void requireLine(String what, String value, int longest) {
        if (value.length() > longest || !LINE.matcher(value).matches()) {
            throw new Invalid(what + ": " + shown(value) + " (expected: 1 to " + longest
                    + " characters that are seen, with blanks between them)");
        }
    }

    private static void requireText(String summary) {
        if (summary.length() > LONGEST_SUMMARY) {
            throw new Invalid("summary: " + summary.length() + " characters (expected: up to " + LONGEST_SUMMARY + ")");
        }
        if (!TEXT.matcher(summary).replaceAll("").isEmpty()) {
            throw new Invalid("summary: a character that is none of a text (expected: letters, signs and line ends)");
        }
    }

    private static void requireAddress(String url) {
        if (url.length() > LONGEST_URL || !isAddress(url)) {
            throw new Invalid("url: " + shown(url) + " (expected: up to " + LONGEST_URL
                    + " characters, with http:// or https://, a host and no user name)");
        }
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null;
        } catch (URISyntaxException none) {
            return false;
        }
    }

    /** Enough to know it by. */
    private static String shown(String value) {
        String seen = UNSEEN.matcher(value).replaceAll("\ufffd");
        return seen.length() <= LONGEST_TYPE ? seen : seen.substring(0, LONGEST_TYPE) + "\u2026";
    }
}
