package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.cxf.jaxrs.json.basic.JsonMapObjectReaderWriter;
import org.apache.cxf.rs.security.oidc.idp.OidcConfigurationService;
import org.gatehouse.front.BehindFront;
import org.gatehouse.jaxrs.JaxRs;
import org.gatehouse.keys.oauth2.authorize.BrowserFlow;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where everything is and what it can do (RFC 8414, OpenID Connect Discovery 1.0). */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/.well-known/openid-configuration")
@Capability(namespace = "org.gatehouse.door", attribute = "path=/.well-known/oauth-authorization-server")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-metadata",
            "osgi.http.whiteboard.servlet.pattern=/.well-known/openid-configuration",
            "osgi.http.whiteboard.servlet.pattern=/.well-known/oauth-authorization-server",
        })
public final class MetadataServlet extends HttpServlet implements BehindFront {
    private final transient byte[] json;

    /** About this server, as browsers reach it. */
    @Activate
    public MetadataServlet(@Reference BrowserFlow browser) {
        String text = JaxRs.with(() -> new JsonMapObjectReaderWriter().toJson(new Metadata(browser.base()).all()));
        this.json = text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().write(json);
    }

    /** CXF's metadata with the addresses of this server, and what CXF leaves out. */
    private static final class Metadata extends OidcConfigurationService {
        private final String base;

        private Metadata(String base) {
            this.base = base;
            setIssuer(base);
            setAuthorizationEndpointAddress(base + "/oauth2/authorize");
            setTokenEndpointAddress(base + "/oauth2/token");
            setTokenRevocationEndpointAddress(base + "/oauth2/revoke");
            setJwkEndpointAddress(base + "/oauth2/jwks");
            setUserInfoEndpointAddress(base + "/oauth2/userinfo");
            setDynamicRegistrationEndpointAddress(base + "/oauth2/register");
            setEndSessionEndpointNotAvailable(true);
        }

        private Map<String, Object> all() {
            Map<String, Object> all = new LinkedHashMap<>();
            prepareConfigurationData(all, base);
            all.put("device_authorization_endpoint", base + "/oauth2/device_authorize");
            all.put("introspection_endpoint", base + "/oauth2/introspect");
            all.put("response_types_supported", List.of("code", "token", "id_token", "id_token token"));
            all.put("response_modes_supported", List.of("query", "fragment"));
            all.put("grant_types_supported", TokenEndpoint.GRANT_TYPES);
            all.put("code_challenge_methods_supported", List.of("S256"));
            all.put(
                    "token_endpoint_auth_methods_supported",
                    List.of("client_secret_basic", "client_secret_post", "none"));
            all.put("subject_types_supported", List.of("public"));
            all.put("id_token_signing_alg_values_supported", List.of("RS256"));
            all.put("scopes_supported", List.of("openid"));
            all.put("claims_supported", List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "at_hash"));
            return all;
        }
    }
}
