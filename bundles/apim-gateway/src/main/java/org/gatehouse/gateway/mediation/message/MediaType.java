package org.gatehouse.gateway.mediation.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type (RFC 9110 §8.3.1) as far as bodies are built and written by it.
 *
 * @param named the charset that it says; null for none or one that is not known
 * @param unknown the charset that it says, if it is not known
 */
record MediaType(
        String type, @Nullable Charset named, @Nullable String unknown) {
    static final String XML = "application/xml";

    /** Of a message that does not say. */
    static final MediaType NONE = new MediaType("", null, null);

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?:\"(?<quoted>[^\"]*)\"|(?<plain>[^;]*))", Pattern.CASE_INSENSITIVE);

    private static final int MOST_KNOWN = 500;
    private static final int LONGEST_KNOWN = 200;
    /** Those that came before: there are few, and each comes often. Clients that send others cannot fill it for good. */
    private static final Map<String, MediaType> KNOWN = new ConcurrentHashMap<>();

    static MediaType of(@Nullable String contentType) {
        if (contentType == null) {
            return NONE;
        }
        MediaType known = KNOWN.get(contentType);
        if (known != null) {
            return known;
        }
        MediaType read = read(contentType);
        if (contentType.length() <= LONGEST_KNOWN) {
            if (KNOWN.size() >= MOST_KNOWN) {
                KNOWN.clear();
            }
            KNOWN.put(contentType, read);
        }
        return read;
    }

    private static MediaType read(String contentType) {
        if (contentType.isBlank()) {
            return NONE;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        Matcher parameter = CHARSET.matcher(contentType);
        String name = parameter.find() ? value(parameter) : "";
        Charset charset = name.isEmpty() ? null : charset(name);
        return new MediaType(type, charset, name.isEmpty() || charset != null ? null : name);
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group("quoted");
        return (quoted == null ? parameter.group("plain") : quoted).trim();
    }

    /** One to read and to write with; null if there is none of that name. */
    private static @Nullable Charset charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            return charset.canEncode() ? charset : null;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** What bodies are written in; and read, where they do not say otherwise. */
    Charset charset() {
        return named == null ? StandardCharsets.UTF_8 : named;
    }

    /** This type, in the charset of another. */
    MediaType in(MediaType other) {
        return new MediaType(type, other.named, null);
    }

    boolean isJson() {
        return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
    }

    boolean isXml() {
        return type.equals(XML) || type.equals("text/xml") || type.endsWith("+xml");
    }

    boolean isText() {
        return type.startsWith("text/") && !isXml() && !isJson();
    }

    boolean isForm() {
        return type.equals("application/x-www-form-urlencoded");
    }

    /** Whether an envelope is made of what is in a body of this type. */
    boolean isReadable() {
        return isXml() || isJson() || isForm() || isText();
    }

    boolean isSoap12() {
        return type.equals("application/soap+xml");
    }

    /** What the bytes are that this is written with. */
    String withCharset() {
        return type + "; charset=" + charset().name();
    }
}
