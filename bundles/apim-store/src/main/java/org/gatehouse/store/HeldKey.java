package org.gatehouse.store;

import java.util.Optional;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.subscription.ApplicationKey;

/**
 * A key of an application with what belongs to it.
 *
 * @param key which client it is, and from where it may be used
 * @param client the client with its secret, unless the authorization server that has it is another make's
 * @param token the client's own token, while it has one
 */
public record HeldKey(ApplicationKey key, Optional<Consumer> client, Optional<AccessToken> token) {}
