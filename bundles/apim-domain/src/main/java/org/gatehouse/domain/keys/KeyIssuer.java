package org.gatehouse.domain.keys;

import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.KeyType;

/** A key manager as a store sees it. */
public interface KeyIssuer {
    /**
     * The application's client of that type with an application token; both are made if missing. Asking again gives the
     * same client, and the same token while it lasts.
     */
    IssuedKey issue(Caller caller, KeyOrder order);

    /**
     * Takes the old application token back and gives a new one.
     *
     * @throws NotFound if the application has no key of that type
     */
    IssuedKey renew(Caller caller, KeyOrder order, String oldToken);

    /** Removes the application's client of that type with all its tokens; does nothing if there is none. */
    void withdraw(Caller caller, long applicationId, KeyType type);
}
