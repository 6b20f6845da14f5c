package org.gatehouse.keys.oauth2;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.cxf.rs.security.oauth2.provider.OAuthJSONProvider;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.gatehouse.jaxrs.JaxRsServlet;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.JwtSigner;
import org.gatehouse.keys.Registrations;
import org.gatehouse.keys.Statements;
import org.gatehouse.keys.oauth2.authorize.BrowserFlow;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.gatehouse.keys.oauth2.bridge.RoomData;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** CXF under {@code /oauth2}, on a bus of its own. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/oauth2")
@Component(
        service = BehindFront.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/oauth2/*", "osgi.http.whiteboard.servlet.name=apim-oauth2"})
public final class OauthServlet extends JaxRsServlet {
    private final transient Grants grants;
    private final transient Authorizations authorizations;
    private final transient Devices devices;
    private final transient Statements statements;
    private final transient Registrations registrations;
    private final transient Authenticator users;
    private final transient TrustedIssuers issuers;
    private final transient JwtSigner signer;
    private final transient BrowserFlow browser;
    private final transient ClaimsRetriever claims;

    /** For the room. */
    @Activate
    public OauthServlet(
            @Reference Grants grants,
            @Reference Authorizations authorizations,
            @Reference Devices devices,
            @Reference Statements statements,
            @Reference Registrations registrations,
            @Reference Authenticator users,
            @Reference TrustedIssuers issuers,
            @Reference JwtSigner signer,
            @Reference BrowserFlow browser,
            @Reference(target = "(" + ClaimsRetriever.NAME + "=" + ClaimsRetriever.OWN + ")") ClaimsRetriever claims) {
        this.grants = grants;
        this.authorizations = authorizations;
        this.devices = devices;
        this.statements = statements;
        this.registrations = registrations;
        this.users = users;
        this.issuers = issuers;
        this.signer = signer;
        this.browser = browser;
        this.claims = claims;
    }

    @Override
    protected List<Object> providers() {
        return List.of(new OAuthJSONProvider(), new SecretsInBody(), new Failures());
    }

    @Override
    protected List<Object> resources() {
        RoomData data = new RoomData(grants, authorizations);
        IdTokens idTokens = new IdTokens(signer);
        return List.of(
                new TokenEndpoint(
                        grants, devices, statements, data, idTokens, issuers, browser.base() + "/oauth2/token"),
                new RevocationEndpoint(grants),
                browser.endpoint(grants, authorizations, data, idTokens),
                new IntrospectionEndpoint(grants, users, data),
                new UserInfoEndpoint(grants, claims),
                new KeysEndpoint(signer),
                new DeviceEndpoint(devices, grants, browser.base()),
                new RegistrationEndpoint(registrations, users, browser.base()));
    }

    @Override
    protected byte @Nullable [] admitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = Body.of(request).bytes();
        return Taken.refused(request, response) ? null : body;
    }
}
