package org.gatehouse.web.publisher.apis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;

/** The JSON of {@code endpoint_config}. */
public final class EndpointJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 32_000;
    private static final String REFUSAL = "Invalid Endpoint config";

    private EndpointJson() {}

    /**
     * The end points that the text tells; none if it is blank.
     *
     * @throws Invalid if it is no such JSON, naming the member that is not as expected
     */
    static Endpoints read(String text) {
        if (text.isBlank()) {
            return new Endpoints.None();
        }
        if (text.length() > LONGEST) {
            throw new Invalid(REFUSAL + ": longer than " + LONGEST + " characters");
        }
        try {
            Map<String, Object> members = JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
            if (members == null) {
                throw new Invalid(REFUSAL + ": null (expected: an object)");
            }
            return EndpointConfig.read(members);
        } catch (JsonProcessingException e) {
            throw new Invalid(REFUSAL, e);
        }
    }

    /** The text, compact; empty if no end points are set, and as it is stored if they cannot be read. */
    public static String write(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Unreadable unreadable) {
            return unreadable.text();
        }
        Map<String, Object> members = EndpointConfig.write(endpoints);
        try {
            return members.isEmpty() ? "" : JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, texts and numbers can be written
        }
    }
}
