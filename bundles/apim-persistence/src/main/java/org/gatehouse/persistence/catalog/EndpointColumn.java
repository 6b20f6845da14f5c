package org.gatehouse.persistence.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The column ENDPOINT_CONFIG: JSON in the layout of API Manager 1.9. */
final class EndpointColumn {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointColumn.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private EndpointColumn() {}

    static String write(Endpoints endpoints) {
        Map<String, Object> config = EndpointConfig.write(endpoints);
        try {
            return config.isEmpty() ? "" : JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, texts and numbers can be written
        }
    }

    /** One API whose end points cannot be read keeps nobody from all others: it has none, and is not published again so. */
    static Endpoints read(String text) {
        if (text.isEmpty()) {
            return new Endpoints.None();
        }
        try {
            return EndpointConfig.read(JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException | Invalid e) {
            LOG.warn("End points that cannot be read: {}: {}", text, e.getMessage());
            return new Endpoints.None();
        }
    }
}
