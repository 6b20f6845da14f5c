package org.gatehouse.keys;

import org.gatehouse.domain.identity.AccountListener;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.Tokens;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes back the tokens of users who lost something: whatever they may still do, they get new ones for. */
@Component
public final class UserTokens implements AccountListener {
    private final Tokens tokens;
    private final Grants grants;
    private final Memories memories;

    /** Over what is stored. */
    @Activate
    public UserTokens(@Reference Tokens tokens, @Reference Grants grants, @Reference Memories memories) {
        this.tokens = tokens;
        this.grants = grants;
        this.memories = memories;
    }

    /** They are good for nothing any more; gateways may remember the opposite. */
    @Override
    public void removed(UserName user) {
        tokens.of(user).stream()
                .filter(AccessToken::ofUser)
                .map(AccessToken::value)
                .forEach(memories::forgetToken);
    }

    @Override
    public void reduced(UserName user) {
        tokens.activeOf(user).stream()
                .filter(AccessToken::ofUser)
                .map(AccessToken::value)
                .forEach(grants::revoke);
    }

    /** What gateways remember of a call holds what back ends are told of the user. */
    @Override
    public void described(UserName user) {
        tokens.activeOf(user).stream().map(AccessToken::value).forEach(memories::forgetToken);
    }

    @Override
    public void tenantChanged(String domain) {
        memories.forgetAll();
    }
}
