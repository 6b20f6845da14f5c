package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.provider.AccessTokenGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Devices;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Granted;
import org.gatehouse.keys.Grants;
import org.gatehouse.keys.oauth2.assertion.JwtBearer;
import org.gatehouse.keys.oauth2.assertion.SamlBearer;
import org.gatehouse.keys.oauth2.bridge.RoomData;

/** Asks the room for a token, for each grant type that it knows. */
final class GrantHandler implements AccessTokenGrantHandler {
    /** What each grant type must be sent with. */
    static final Map<String, List<String>> REQUIRED = Map.of(
            Grants.CLIENT_CREDENTIALS, List.of(),
            Grants.PASSWORD, List.of("username", "password"),
            Grants.REFRESH_TOKEN, List.of("refresh_token"),
            Grants.APPLICATION_TOKEN, List.of("validity_period"),
            Authorizations.CODE, List.of("code", "redirect_uri"),
            Devices.GRANT, List.of("device_code"),
            SamlBearer.GRANT, List.of("assertion"),
            JwtBearer.GRANT, List.of("assertion"));

    /** The grant types of which the client's secret is the proof. */
    static final Set<String> NEEDS_SECRET =
            Set.of(Grants.CLIENT_CREDENTIALS, Grants.APPLICATION_TOKEN, SamlBearer.GRANT, JwtBearer.GRANT);

    private static final List<String> OURS = List.of(
            Grants.CLIENT_CREDENTIALS, Grants.PASSWORD, Grants.REFRESH_TOKEN, Grants.APPLICATION_TOKEN, Devices.GRANT);

    private final Grants grants;
    private final Devices devices;
    private final Supplier<Origin> origin;

    /** For the request that is being answered, whose origin is asked for. */
    GrantHandler(Grants grants, Devices devices, Supplier<Origin> origin) {
        this.grants = grants;
        this.devices = devices;
        this.origin = origin;
    }

    @Override
    public List<String> getSupportedGrantTypes() {
        return OURS;
    }

    @Override
    public ServerAccessToken createAccessToken(Client client, MultivaluedMap<String, String> form) {
        Consumer consumer =
                grants.client(client.getClientId()).orElseThrow(() -> new OAuthServiceException("invalid_client"));
        try {
            return RoomData.asToken(client, granted(consumer, form));
        } catch (GrantRefused refused) {
            throw new OAuthServiceException("invalid_grant", refused);
        } catch (Forbidden notFromThere) {
            throw new OAuthServiceException("invalid_grant", notFromThere);
        }
    }

    private Granted granted(Consumer consumer, MultivaluedMap<String, String> form) {
        Set<String> scopes = scopes(form.getFirst("scope"));
        String grant = form.getFirst("grant_type");
        return switch (grant) {
            case Grants.CLIENT_CREDENTIALS -> grants.clientCredentials(consumer, scopes);
            case Grants.PASSWORD ->
                grants.password(
                        consumer,
                        new Grants.Login(form.getFirst("username"), form.getFirst("password"), origin.get()),
                        scopes);
            case Grants.APPLICATION_TOKEN ->
                grants.applicationToken(consumer, seconds(form.getFirst("validity_period")), scopes);
            case Devices.GRANT -> redeemed(consumer, form.getFirst("device_code"));
            case Grants.REFRESH_TOKEN -> grants.refresh(consumer, form.getFirst("refresh_token"));
            default -> throw new OAuthServiceException("unsupported_grant_type");
        };
    }

    private Granted redeemed(Consumer consumer, String deviceCode) {
        try {
            return devices.redeem(consumer, deviceCode);
        } catch (Devices.NotYet notYet) {
            throw new OAuthServiceException(notYet.code(), notYet);
        }
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            throw new OAuthServiceException("invalid_request");
        }
    }

    private static Set<String> scopes(String text) {
        Set<String> scopes = new LinkedHashSet<>();
        if (text != null) {
            for (String scope : text.trim().split("\\s+")) {
                if (!scope.isEmpty()) {
                    scopes.add(scope);
                }
            }
        }
        scopes.remove("default");
        return scopes;
    }
}
