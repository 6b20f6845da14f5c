package org.gatehouse.keys.oauth2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.front.Body;
import org.jspecify.annotations.Nullable;

/**
 * What a registration says of its client, of what is looked at here (RFC 7591 §2); null for what it leaves out.
 *
 * @param name what people are told
 * @param addresses where answers may go
 * @param grants which grants it is for
 * @param authMethod how it proves who it is
 * @param format what its access tokens look like
 */
record AskedClient(
        @Nullable String name,
        @Nullable List<String> addresses,
        @Nullable List<String> grants,
        @Nullable String authMethod,
        @Nullable String format) {
    /** Not of the standard: {@code opaque}, or {@code jwt} for tokens as RFC 9068 has them. */
    static final String FORMAT = "access_token_format";

    private static final int MOST_LEVELS = 16;

    /** Members that come twice are read differently by different readers, so they are read by none. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .maxDocumentLength(Body.FROM_STRANGERS)
                            .maxStringLength(Body.FROM_STRANGERS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What this JSON says.
     *
     * @throws Invalid if it is no JSON object, or has something else where a text or a list of texts belongs
     */
    static AskedClient read(byte[] json) {
        JsonNode all = object(json);
        return new AskedClient(
                text(all, "client_name"),
                texts(all, "redirect_uris"),
                texts(all, "grant_types"),
                text(all, "token_endpoint_auth_method"),
                text(all, FORMAT));
    }

    /** As JSON, in the order of the map. */
    static byte[] json(Map<String, Object> members) {
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode object(byte[] json) {
        try {
            JsonNode all = JSON.readTree(json);
            if (all.isObject()) {
                return all;
            }
        } catch (IOException notJson) {
            // Said below, in constant words.
        }
        throw new Invalid("body: expected one JSON object in UTF-8, at most " + MOST_LEVELS
                + " levels deep, with no member twice");
    }

    private static @Nullable String text(JsonNode all, String name) {
        JsonNode given = all.path(name);
        return given.isMissingNode() || given.isNull() ? null : text(given, name, "a string");
    }

    private static @Nullable List<String> texts(JsonNode all, String name) {
        JsonNode given = all.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.isArray()) {
            throw new Invalid(name + ": expected a list of strings");
        }
        List<String> texts = new ArrayList<>();
        given.forEach(member -> texts.add(text(member, name, "a list of strings")));
        return List.copyOf(texts);
    }

    private static String text(JsonNode given, String name, String expected) {
        if (!given.isTextual()) {
            throw new Invalid(name + ": expected " + expected);
        }
        return given.textValue();
    }
}
