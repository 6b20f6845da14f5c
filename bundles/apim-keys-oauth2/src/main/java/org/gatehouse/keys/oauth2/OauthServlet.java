package org.gatehouse.keys.oauth2;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.rs.security.oauth2.provider.OAuthJSONProvider;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.ClaimsRetriever;
import org.gatehouse.domain.identity.TrustedIssuers;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.gatehouse.front.WholeRequest;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.JwtSigner;
import org.gatehouse.keys.Registrations;
import org.gatehouse.keys.Statements;
import org.gatehouse.keys.oauth2.authorize.BrowserFlow;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.gatehouse.keys.oauth2.bridge.JaxRs;
import org.gatehouse.keys.oauth2.bridge.RoomData;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** CXF under {@code /oauth2}, on a bus of its own. */
@Component(
        service = BehindFront.class,
        property = {"osgi.http.whiteboard.servlet.pattern=/oauth2/*", "osgi.http.whiteboard.servlet.name=apim-oauth2"})
public final class OauthServlet extends CXFNonSpringServlet implements BehindFront {
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
    private transient @Nullable Server server;

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
    public void init(ServletConfig config) throws ServletException {
        super.init(new Unlisted(config));
    }

    @Override
    protected void loadBus(ServletConfig config) {
        server = JaxRs.with(this::started);
    }

    private Server started() {
        Bus defaultBefore = BusFactory.getThreadDefaultBus(false);
        try {
            Bus bus = new CXFBusFactory().createBus();
            setBus(bus);
            JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
            factory.setBus(bus);
            factory.setAddress("/");
            factory.setServiceBeans(endpoints());
            factory.setProviders(List.of(new OAuthJSONProvider(), new SecretsInBody(), new Failures()));
            return factory.create();
        } finally {
            BusFactory.setThreadDefaultBus(defaultBefore);
        }
    }

    private List<Object> endpoints() {
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
    public void destroy() {
        Server running = server;
        if (running != null) {
            running.destroy();
        }
        Bus bus = getBus();
        if (bus != null) {
            bus.shutdown(true);
        }
        super.destroy();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest http = (HttpServletRequest) request;
        byte[] body = Body.of(http).bytes();
        if (!Taken.refused(http, (HttpServletResponse) response)) {
            super.service(new WholeRequest(http, body), response);
        }
    }
}
