package org.gatehouse.rest.publisher;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The definition of this interface, for everybody. */
@Path("/")
public final class OwnDefinitionResource {
    /** As it is written. */
    @GET
    @Path("/openapi.yaml")
    @Produces("application/yaml")
    public Response yaml() {
        return Answers.of("application/yaml", read("openapi.yaml")).build();
    }

    /** The same in JSON. */
    @GET
    @Path("/openapi.json")
    @Produces("application/json")
    public Response json() {
        return Answers.of("application/json", read("openapi.json")).build();
    }

    private static byte[] read(String name) {
        try (InputStream text = OwnDefinitionResource.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException(name + " is not in the bundle");
            }
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
