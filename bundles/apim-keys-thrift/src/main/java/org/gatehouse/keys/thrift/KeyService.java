package org.gatehouse.keys.thrift;

import java.time.InstantSource;
import java.util.List;
import org.apache.thrift.TException;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.keys.thrift.wire.APIKeyMgtException;
import org.gatehouse.keys.thrift.wire.APIKeyValidationInfoDTO;
import org.gatehouse.keys.thrift.wire.APIKeyValidationService;
import org.gatehouse.keys.thrift.wire.APIManagementException;
import org.gatehouse.keys.thrift.wire.URITemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server answers to a gateway that has logged in. */
final class KeyService implements APIKeyValidationService.Iface {
    /** Clients know the message by heart: they log in again on it. */
    static final String INVALID_SESSION = "Invalid session id for thrift authenticator.";

    private static final Logger LOG = LoggerFactory.getLogger(KeyService.class);

    private final KeyValidator keyManager;
    private final Sessions sessions;
    private final InstantSource clock;

    KeyService(KeyValidator keyManager, Sessions sessions, InstantSource clock) {
        this.keyManager = keyManager;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public APIKeyValidationInfoDTO validateKey(
            String context,
            String version,
            String accessToken,
            String sessionId,
            String requiredAuthenticationLevel,
            @Nullable String clientDomain,
            String matchingResource,
            String httpVerb)
            throws TException {
        requireSession(sessionId);
        KeyRequest request = new KeyRequest(
                context,
                version,
                accessToken,
                AuthType.parse(requiredAuthenticationLevel),
                clientDomain,
                matchingResource,
                httpVerb);
        try {
            return VerdictWire.of(keyManager.verdict(request), clock.instant());
        } catch (RuntimeException e) {
            throw failure("key of API " + context, e);
        }
    }

    @Override
    public List<URITemplate> getAllURITemplates(String context, String apiVersion, String sessionId) throws TException {
        requireSession(sessionId);
        try {
            return keyManager.resources(context, apiVersion).stream()
                    .map(VerdictWire::of)
                    .toList();
        } catch (RuntimeException e) {
            throw failure("resources of API " + context, e);
        }
    }

    private void requireSession(String sessionId) throws APIKeyMgtException {
        if (!sessions.isAlive(sessionId)) {
            throw new APIKeyMgtException(INVALID_SESSION);
        }
    }

    private static APIManagementException failure(String what, RuntimeException e) {
        if (e instanceof Unavailable) {
            LOG.warn("No answer to a gateway on the {}: {}", what, e.getMessage());
            return new APIManagementException(e.getMessage());
        }
        LOG.error("No answer to a gateway on the {}", what, e);
        return new APIManagementException("The key manager failed; its log has the cause.");
    }
}
