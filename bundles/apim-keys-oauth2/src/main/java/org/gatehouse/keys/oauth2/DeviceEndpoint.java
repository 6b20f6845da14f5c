package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.cxf.jaxrs.json.basic.JsonMapObjectReaderWriter;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.bridge.Repeated;
import org.jspecify.annotations.Nullable;

/** Where a device without a browser begins (RFC 8628 §3.1). */
@Path("/device_authorize")
public final class DeviceEndpoint {
    /** The path of the page where users type their code. */
    static final String PAGE = "/device";

    private final Devices devices;
    private final Grants grants;
    private final String base;

    DeviceEndpoint(Devices devices, Grants grants, String base) {
        this.devices = devices;
        this.grants = grants;
        this.base = base;
    }

    /** Two codes and where the user goes with one of them. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response begin(
            MultivaluedMap<String, String> form,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (Repeated.isAmong(form)) {
            return OauthError.GIVEN_TWICE.response();
        }
        Credentials shown = Credentials.of(authorization, form);
        String key = form.getFirst("client_id");
        Optional<Consumer> client = shown != null
                ? grants.client(shown.key(), shown.secret())
                : key == null ? Optional.empty() : grants.client(key).filter(Consumer::isPublic);
        if (client.isEmpty()) {
            return OauthError.INVALID_CLIENT.response();
        }
        String scope = form.getFirst("scope");
        Set<String> scopes = scope == null || scope.isBlank()
                ? Set.of()
                : Arrays.stream(scope.trim().split("\\s+")).collect(Collectors.toSet());
        try {
            return answer(devices.begin(client.get(), scopes));
        } catch (GrantRefused refused) {
            return OauthError.bad("unauthorized_client", "The client may not use this grant.")
                    .response();
        }
    }

    private Response answer(DeviceGrant grant) {
        String code = grant.userCode().substring(0, 4) + "-" + grant.userCode().substring(4);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", grant.deviceCode());
        answer.put("user_code", code);
        answer.put("verification_uri", base + PAGE);
        answer.put("verification_uri_complete", base + PAGE + "?user_code=" + code);
        answer.put("expires_in", Devices.PATIENCE.toSeconds());
        answer.put("interval", Devices.INTERVAL.toSeconds());
        return Response.ok(new JsonMapObjectReaderWriter().toJson(answer))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
