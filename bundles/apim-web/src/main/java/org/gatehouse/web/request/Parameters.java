package org.gatehouse.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.gatehouse.domain.Invalid;
import org.gatehouse.front.Body;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent along: query, urlencoded body and multipart body alike, read as UTF-8. The first value of a name
 * counts, the query's before the body's. Reads what forgiving servers read: blanks in a body, a value cut by a bare
 * {@code &}, a percent sign that encodes nothing.
 */
public final class Parameters {
    /** Most bytes that the body of somebody who is signed in may have: the longest definition of an API, and what comes with it. */
    public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** What came with nothing. */
    public static final Parameters NONE = new Parameters(Map.of(), Map.of());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<String, String> texts;
    private final Map<String, Upload> uploads;

    Parameters(Map<String, String> texts, Map<String, Upload> uploads) {
        this.texts = texts;
        this.uploads = uploads;
    }

    /**
     * Reads query and body.
     *
     * @param isSignedIn whether it is no stranger who sends it: a stranger's body is a short one
     * @throws Invalid for a body that has too many fields, or is cut off
     */
    public static Parameters of(HttpServletRequest request, boolean isSignedIn) throws IOException {
        Fields fields = new Fields();
        UrlEncoded.read(request.getQueryString(), fields);
        Body body = Body.of(request);
        if (isSignedIn) {
            body.allow(MAX_BODY_BYTES);
        }
        byte[] bytes = body.bytes();
        // Once more as text, and once more as values.
        body.hold(2L * bytes.length);
        String type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            new Multipart(bytes, type).read(fields);
        } else if (type == null || type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            UrlEncoded.read(new String(bytes, StandardCharsets.UTF_8), fields);
        }
        return fields.done();
    }

    /**
     * Reads what stands in the query of an address.
     *
     * @throws Invalid if it has too many fields
     */
    public static Parameters of(String query) {
        Fields fields = new Fields();
        UrlEncoded.read(query, fields);
        return fields.done();
    }

    /** The same with these values in place of what was sent under their names. */
    public Parameters with(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(texts);
        all.putAll(values);
        return new Parameters(all, uploads);
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

    /**
     * The number; empty if the name was not sent or says nothing.
     *
     * @throws Invalid if it is no whole number from 0 on
     */
    public OptionalLong number(String name) {
        String value = text(name).trim();
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(value).matches()) {
            throw new Invalid(name + " is no number");
        }
        return OptionalLong.of(Long.parseLong(value));
    }

    /** The file sent under this name; empty if there is none or it has no content. */
    public Optional<Upload> upload(String name) {
        return Optional.ofNullable(uploads.get(name)).filter(upload -> upload.size() > 0);
    }
}
