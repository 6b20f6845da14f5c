package org.gatehouse.domain.gateway;

/**
 * What a gateway remembers of a key manager's answers. Whoever changes the truth behind an answer tells every service
 * of this type before the change returns to its author, so that no call sees a stale answer.
 */
public interface KeyMemory {
    /** Forgets every verdict on the token. */
    void forgetToken(String accessToken);

    /** Forgets every verdict on any token of the client. */
    void forgetConsumer(String consumerKey);

    /** Forgets the API's resources and every verdict on it. */
    void forgetApi(String context);

    /** Forgets everything. */
    void forgetAll();
}
