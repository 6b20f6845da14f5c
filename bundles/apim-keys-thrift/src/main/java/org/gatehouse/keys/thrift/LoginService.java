package org.gatehouse.keys.thrift;

import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.thrift.wire.AuthenticationException;
import org.gatehouse.keys.thrift.wire.AuthenticatorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a session to a user who may run servers. */
final class LoginService implements AuthenticatorService.Iface {
    private static final Logger LOG = LoggerFactory.getLogger(LoginService.class);

    private final Authenticator authenticator;
    private final Sessions sessions;

    LoginService(Authenticator authenticator, Sessions sessions) {
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    @Override
    public String authenticate(String userName, String password) throws AuthenticationException {
        Caller caller = caller(userName, password);
        if (!caller.managesTheServer()) {
            LOG.warn("Thrift log-in refused: {} does not manage this server", caller.user());
            throw new AuthenticationException("User is not authorized to use this service.");
        }
        LOG.info("{} logged in over Thrift", caller.user());
        return sessions.begin();
    }

    private Caller caller(String userName, String password) throws AuthenticationException {
        try {
            return authenticator
                    .authenticate(UserName.parse(userName), password)
                    .orElseThrow(LoginService::wrong);
        } catch (Invalid e) {
            throw wrong();
        }
    }

    private static AuthenticationException wrong() {
        return new AuthenticationException("Login failed: wrong user name or password.");
    }
}
