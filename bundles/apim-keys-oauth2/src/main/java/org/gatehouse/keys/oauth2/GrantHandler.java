package org.gatehouse.keys.oauth2;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.MultivaluedMap;
import org.apache.cxf.rs.security.oauth2.common.Client;
import org.apache.cxf.rs.security.oauth2.common.OAuthPermission;
import org.apache.cxf.rs.security.oauth2.common.ServerAccessToken;
import org.apache.cxf.rs.security.oauth2.provider.AccessTokenGrantHandler;
import org.apache.cxf.rs.security.oauth2.provider.OAuthServiceException;
import org.apache.cxf.rs.security.oauth2.tokens.bearer.BearerAccessToken;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.keys.GrantRefused;
import org.gatehouse.keys.Granted;
import org.gatehouse.keys.Grants;

/** Asks the room for a token, for each grant type that it knows. */
final class GrantHandler implements AccessTokenGrantHandler {
    /** Name of the token's extra property that holds the token it replaces. */
    static final String DEACTIVATED = "deactivated";

    /** What each grant type must be sent with. */
    static final Map<String, List<String>> REQUIRED = Map.of(
            Grants.CLIENT_CREDENTIALS, List.of(),
            Grants.PASSWORD, List.of("username", "password"),
            Grants.REFRESH_TOKEN, List.of("refresh_token"));

    private final Grants grants;

    GrantHandler(Grants grants) {
        this.grants = grants;
    }

    @Override
    public List<String> getSupportedGrantTypes() {
        return List.copyOf(REQUIRED.keySet());
    }

    @Override
    public ServerAccessToken createAccessToken(Client client, MultivaluedMap<String, String> form) {
        Consumer consumer =
                grants.client(client.getClientId()).orElseThrow(() -> new OAuthServiceException("invalid_client"));
        try {
            return asToken(client, granted(consumer, form));
        } catch (GrantRefused refused) {
            throw new OAuthServiceException("invalid_grant", refused);
        }
    }

    private Granted granted(Consumer consumer, MultivaluedMap<String, String> form) {
        Set<String> scopes = scopes(form.getFirst("scope"));
        String grant = form.getFirst("grant_type");
        return switch (grant) {
            case Grants.CLIENT_CREDENTIALS -> grants.clientCredentials(consumer, scopes);
            case Grants.PASSWORD ->
                grants.password(consumer, form.getFirst("username"), form.getFirst("password"), scopes);
            case Grants.REFRESH_TOKEN -> grants.refresh(consumer, form.getFirst("refresh_token"));
            default -> throw new OAuthServiceException("unsupported_grant_type");
        };
    }

    private ServerAccessToken asToken(Client client, Granted granted) {
        AccessToken token = granted.token();
        BearerAccessToken bearer = new BearerAccessToken(
                client,
                token.value(),
                granted.expiresInSeconds(),
                token.issued().getEpochSecond());
        bearer.setTokenType("bearer");
        bearer.setScopes(
                token.scopes().stream().map(scope -> new OAuthPermission(scope)).toList());
        String refresh = token.refreshValue();
        if (refresh != null) {
            bearer.setRefreshToken(refresh);
        }
        String deactivated = granted.deactivated();
        if (deactivated != null) {
            bearer.getExtraProperties().put(DEACTIVATED, deactivated);
        }
        return bearer;
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
