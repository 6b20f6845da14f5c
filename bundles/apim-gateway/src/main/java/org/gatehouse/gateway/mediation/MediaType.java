package org.gatehouse.gateway.mediation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A media type (RFC 9110 §8.3.1) as far as bodies are built and written by it. */
record MediaType(String type, Charset charset) {
    static final String XML = "application/xml";

    /** Of a message that does not say. */
    static final MediaType NONE = new MediaType("", StandardCharsets.UTF_8);

    private static final int MOST_KNOWN = 500;
    /** Those that came before: there are few, and each comes often. */
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
        if (KNOWN.size() < MOST_KNOWN) {
            KNOWN.put(contentType, read);
        }
        return read;
    }

    private static MediaType read(String contentType) {
        if (contentType.isBlank()) {
            return NONE;
        }
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).trim();
        return new MediaType(type.toLowerCase(Locale.ROOT), charset(contentType));
    }

    private static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType
                .substring(at + "charset=".length())
                .split(";")[0]
                .replace("\"", "")
                .trim();
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
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
        return type + "; charset=" + charset.name();
    }
}
