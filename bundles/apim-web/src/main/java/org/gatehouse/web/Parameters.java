package org.gatehouse.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.gatehouse.domain.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent along: query, urlencoded body and multipart body alike, read as UTF-8. The first value of a name
 * counts, the query's before the body's. Reads what forgiving servers read: blanks in a body, a value cut by a bare
 * {@code &}, a percent sign that encodes nothing.
 */
public final class Parameters {
    /** Most bytes a body may have. */
    public static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private final Map<String, String> texts;
    private final Map<String, Upload> uploads;

    Parameters(Map<String, String> texts, Map<String, Upload> uploads) {
        this.texts = texts;
        this.uploads = uploads;
    }

    /**
     * Reads query and body.
     *
     * @throws Invalid for a body that is too long or cut off
     */
    static Parameters of(HttpServletRequest request) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, Upload> uploads = new HashMap<>();
        UrlEncoded.read(request.getQueryString(), texts);
        byte[] body = body(request);
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            new Multipart(body, type).read(texts, uploads);
        } else if (type == null || type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            UrlEncoded.read(new String(body, StandardCharsets.UTF_8), texts);
        }
        return new Parameters(texts, uploads);
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > MAX_BODY_BYTES
                ? new byte[MAX_BODY_BYTES + 1]
                : request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new Invalid("The request body exceeds the maximum of " + MAX_BODY_BYTES / 1024 / 1024 + "MB");
        }
        return body;
    }

    /** Whether the name was sent, be it empty. */
    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /** The value; empty if the name was not sent. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** The value; null if the name was not sent. */
    public @Nullable String orNull(String name) {
        return texts.get(name);
    }

    /** The value if it says something, else the other text. */
    public String text(String name, String otherwise) {
        String value = text(name);
        return value.isBlank() ? otherwise : value;
    }

    /**
     * The value, trimmed.
     *
     * @throws Invalid if it is missing or blank
     */
    public String required(String name) {
        String value = text(name).trim();
        if (value.isEmpty()) {
            throw new Invalid("The parameter " + name + " is missing");
        }
        return value;
    }

    /** The file sent under this name; empty if there is none or it has no content. */
    public Optional<Upload> upload(String name) {
        return Optional.ofNullable(uploads.get(name)).filter(upload -> upload.size() > 0);
    }
}
