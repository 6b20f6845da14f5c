package org.gatehouse.persistence.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;

/** The column ENDPOINT_CONFIG: JSON in the layout of API Manager 1.9. */
final class EndpointColumn {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EndpointColumn() {}

    static String write(Endpoints endpoints) {
        if (endpoints instanceof Endpoints.Unreadable unreadable) {
            return unreadable.text();
        }
        Map<String, Object> config = EndpointConfig.write(endpoints);
        try {
            return config.isEmpty() ? "" : JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, texts and numbers can be written
        }
    }

    /** One API whose end points cannot be read keeps nobody from all others. */
    static Endpoints read(String text) {
        if (text.isEmpty()) {
            return new Endpoints.None();
        }
        try {
            return EndpointConfig.read(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException | Invalid e) {
            return new Endpoints.Unreadable(text);
        }
    }
}
