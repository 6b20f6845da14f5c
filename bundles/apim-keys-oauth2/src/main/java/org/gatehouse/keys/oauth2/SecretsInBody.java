package org.gatehouse.keys.oauth2;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Set;

/**
 * Refuses secrets in an address, where logs and proxies keep them: clients send them in the body (RFC 6749 §2.3.1, §3.2), which
 * an address would otherwise stand in for where the body is empty.
 */
final class SecretsInBody implements ContainerRequestFilter {
    private static final Set<String> SECRETS = Set.of(
            "client_secret",
            "client_assertion",
            "password",
            "refresh_token",
            "code",
            "device_code",
            "assertion",
            "token");

    @Override
    public void filter(ContainerRequestContext request) {
        boolean shown =
                request.getUriInfo().getQueryParameters().keySet().stream().anyMatch(SECRETS::contains);
        if (shown && request.getMethod().equals("POST")) {
            request.abortWith(OauthError.SECRET_IN_ADDRESS.response());
        }
    }
}
