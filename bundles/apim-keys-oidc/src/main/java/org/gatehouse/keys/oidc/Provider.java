package org.gatehouse.keys.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLSocketFactory;
import org.gatehouse.domain.Unavailable;
import org.jspecify.annotations.Nullable;

/** The server and how it is spoken to; where its endpoints are is asked again from time to time. */
final class Provider {
    private static final Duration METADATA_LIFE = Duration.ofMinutes(10);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;

    private final Settings settings;
    private final SSLSocketFactory tls;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, Instant until) {}

    /**
     * What the configuration comes to.
     *
     * @param issuer how the server names itself, and where its metadata begin
     * @param clientId the client that registers others and asks about tokens
     * @param secret its secret; never printed
     * @param registrationScope what it asks for when it registers
     * @param byKeys whether tokens are checked by the server's keys instead of by asking
     */
    record Settings(String issuer, String clientId, String secret, String registrationScope, boolean byKeys) {
        ClientAuthentication login() {
            return new ClientSecretBasic(new ClientID(clientId), new Secret(secret));
        }

        @Override
        public String toString() {
            return "Settings[" + issuer + ", " + clientId + ", ****, " + registrationScope + ", " + byKeys + "]";
        }
    }

    Provider(Settings settings, SSLSocketFactory tls, InstantSource clock) {
        this.settings = settings;
        this.tls = tls;
        this.clock = clock;
    }

    Settings settings() {
        return settings;
    }

    /** Where everything is. */
    OIDCProviderMetadata metadata() {
        Known last = known;
        if (last != null && clock.instant().isBefore(last.until)) {
            return last.metadata;
        }
        if (settings.issuer().isBlank()) {
            throw new Unavailable("authorization server: no address (expected: that of the issuer, in"
                    + " APIKeyManager/Configuration/ServerURL)");
        }
        String address = settings.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration";
        try {
            HTTPResponse answer = sent(new HTTPRequest(HTTPRequest.Method.GET, URI.create(address)));
            answer.ensureStatusCode(HTTPResponse.SC_OK);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(answer.getBody());
            if (!metadata.getIssuer().getValue().equals(settings.issuer())) {
                throw new Unavailable("authorization server: " + settings.issuer() + " names itself "
                        + metadata.getIssuer() + " (expected: the same)");
            }
            known = new Known(metadata, clock.instant().plus(METADATA_LIFE));
            return metadata;
        } catch (ParseException | IllegalArgumentException e) {
            throw unavailable("has no metadata that can be read", e);
        }
    }

    /** Sends a request and waits for the answer, not for long. */
    HTTPResponse sent(HTTPRequest request) {
        request.setConnectTimeout(CONNECT_MILLIS);
        request.setReadTimeout(READ_MILLIS);
        request.setSSLSocketFactory(tls);
        request.setFollowRedirects(false);
        try {
            return request.send();
        } catch (IOException e) {
            throw unavailable("cannot be reached", e);
        }
    }

    /** An endpoint that the server must have. */
    URI endpoint(@Nullable URI address, String what) {
        if (address == null) {
            throw new Unavailable("authorization server: " + settings.issuer() + " has no " + what + " endpoint");
        }
        return address;
    }

    Unavailable unavailable(String what, Exception cause) {
        return new Unavailable("authorization server: " + settings.issuer() + " " + what, cause);
    }
}
