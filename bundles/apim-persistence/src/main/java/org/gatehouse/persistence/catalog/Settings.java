package org.gatehouse.persistence.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.EndpointConfig;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Visibility;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What its providers say of an API: that of it which a revision keeps, as one readable text. Its thumbnail and the password of
 * its back end are not in it. The names are those of the JSON: other ones would not be read any more.
 */
record Settings(
        String context,
        Description description,
        Visibility visibility,
        Availability availability,
        Backend backend,
        Set<String> transports,
        List<String> tiers,
        List<ApiResource> resources,
        List<Scope> scopes,
        Mediation mediation,
        boolean defaultVersion,
        Set<String> gateways,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Original original) {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Endpoints.class, new EndpointsWriter())
                    .addDeserializer(Endpoints.class, new EndpointsReader()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static Settings of(Api api) {
        return new Settings(
                api.contextTemplate(),
                api.description().withThumbnail(""),
                api.visibility(),
                api.availability(),
                api.backend().withPassword(""),
                api.transports(),
                api.tiers(),
                api.resources(),
                api.scopes(),
                api.mediation(),
                api.defaultVersion(),
                api.environments(),
                api.original());
    }

    /** Null for what a later version of this server wrote, if this one can't read it: that keeps nobody from saving the API. */
    static @Nullable Settings read(byte[] json) {
        try {
            return JSON.readValue(json, Settings.class);
        } catch (IOException e) {
            LOG.warn("A revision can't be read, and is passed over: {}", e.getMessage());
            return null;
        }
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // records, collections and texts can be written
        }
    }

    /** The API with these, and all else as it is. */
    Api in(Api api, String password) {
        return api.withContextTemplate(context)
                .withDescription(description.withThumbnail(api.description().thumbnail()))
                .withVisibility(visibility)
                .withAvailability(availability)
                .withBackend(backend.withPassword(password))
                .withTransports(transports)
                .withTiers(tiers)
                .withResources(resources)
                .withScopes(scopes)
                .withMediation(mediation)
                .withDefaultVersion(defaultVersion)
                .withEnvironments(gateways)
                .withOriginal(original);
    }

    /** In the layout of API Manager 1.9; what could not be read is kept as a text. */
    private static final class EndpointsWriter extends JsonSerializer<Endpoints> {
        @Override
        public void serialize(Endpoints endpoints, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (endpoints instanceof Endpoints.Unreadable unreadable) {
                json.writeString(unreadable.text());
            } else {
                json.writePOJO(EndpointConfig.write(endpoints));
            }
        }
    }

    private static final class EndpointsReader extends JsonDeserializer<Endpoints> {
        @Override
        public Endpoints deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return json.currentToken().isScalarValue()
                    ? new Endpoints.Unreadable(json.getText())
                    : EndpointConfig.read(json.readValueAs(new TypeReference<Map<String, Object>>() {}));
        }
    }
}
