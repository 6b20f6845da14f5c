package org.gatehouse.rest.publisher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON that every reader reads alike (RFC 8259): in UTF-8, no member twice, nothing behind it, and not deep. */
final class Json {
    private static final int MOST_LEVELS = 32;
    /** Names, values and brackets: what they become takes far more memory than their text. */
    private static final int MOST_TOKENS = 300_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .maxStringLength(Route.MOST_OF_A_DOCUMENT)
                            .maxNumberLength(30)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The object that was sent. */
    static ObjectNode object(byte[] sent) {
        try {
            JsonNode node = JSON.readTree(utf8(sent));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw malformed("what was sent is none");
        } catch (JsonProcessingException notJson) {
            JsonLocation place = notJson.getLocation();
            throw malformed(
                    place == null
                            ? "what was sent is none"
                            : "reading ended at line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
    }

    /** The text that was sent. */
    static String utf8(byte[] sent) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(sent))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Problem(ProblemType.MALFORMED, "Body: expected text in UTF-8.");
        }
    }

    private static Problem malformed(String why) {
        return new Problem(
                ProblemType.MALFORMED,
                "Body: expected one JSON object in UTF-8, at most " + MOST_LEVELS
                        + " levels deep, with no member twice; " + why + ".");
    }

    static byte[] write(Object members) {
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // maps, lists, texts and numbers can be written
        }
    }

    /** As it is read again. */
    static JsonNode tree(Object members) {
        return object(write(members));
    }
}
