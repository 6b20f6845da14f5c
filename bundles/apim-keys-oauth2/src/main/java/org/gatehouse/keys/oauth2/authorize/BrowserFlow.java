package org.gatehouse.keys.oauth2.authorize;

import java.net.URI;
import java.time.InstantSource;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.bridge.IdTokens;
import org.gatehouse.keys.oauth2.bridge.RoomData;
import org.gatehouse.web.Sessions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the steps through the browser share: the requests that wait for a user, and where the steps are. */
@Component(service = BrowserFlow.class, configurationPid = "apim.keys.oauth2")
@Designate(ocd = BrowserFlow.Config.class)
public final class BrowserFlow {
    private final PendingRequests pending = new PendingRequests(InstantSource.system());
    private final Sessions sessions;
    private final Addresses addresses;

    /** As configured. */
    @Activate
    public BrowserFlow(@Reference Authenticator authenticator, Config config) {
        this(authenticator, URI.create(config.server_url()));
    }

    BrowserFlow(Authenticator authenticator, URI server) {
        this.sessions = new Sessions(authenticator);
        this.addresses = new Addresses(server.getScheme() + "://" + server.getRawAuthority());
    }

    /** The first and the last step. */
    public AuthorizationEndpoint endpoint(
            Grants grants, Authorizations authorizations, RoomData data, IdTokens idTokens) {
        return new AuthorizationEndpoint(
                grants,
                authorizations,
                sessions,
                pending,
                new Redirections(data, idTokens, InstantSource.system()),
                addresses);
    }

    /** This server as browsers reach it, without a path; the issuer of ID tokens, too. */
    public String base() {
        return addresses.base();
    }

    PendingRequests pending() {
        return pending;
    }

    Addresses addresses() {
        return addresses;
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: OAuth 2.0 in the browser")
    @interface Config {
        @AttributeDefinition(description = "Any address of this server, as browsers reach it.")
        String server_url() default "https://localhost:9443/services/";
    }
}
