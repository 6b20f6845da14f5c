package org.gatehouse.keys.thrift;

import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.keys.thrift.wire.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a session to a part of this installation, and to a user who manages the server. */
final class LoginService {
    private static final Logger LOG = LoggerFactory.getLogger(LoginService.class);

    private final Authenticator authenticator;
    private final MachineIdentity part;
    private final Sessions sessions;

    LoginService(Authenticator authenticator, MachineIdentity part, Sessions sessions) {
        this.authenticator = authenticator;
        this.part = part;
        this.sessions = sessions;
    }

    String authenticate(String userName, String password, Origin from) throws AuthenticationException {
        Caller caller = caller(userName, password, from);
        if (!caller.managesTheServer()) {
            LOG.warn("Thrift log-in refused: {} does not manage this server", caller.user());
            throw new AuthenticationException("User is not authorized to use this service.");
        }
        LOG.info("{} logged in over Thrift", caller.user());
        return sessions.begin();
    }

    private Caller caller(String userName, String password, Origin from) throws AuthenticationException {
        if (userName.equals(MachineIdentity.NAME)) {
            if (!part.isOurs(password, MachineIdentity.THRIFT)) {
                LOG.warn("Thrift log-in refused: whoever asks from {} is no part of this installation", from.network());
                throw wrong();
            }
            return MachineIdentity.caller();
        }
        try {
            return authenticator
                    .authenticate(UserName.parse(userName), password, from)
                    .orElseThrow(LoginService::wrong);
        } catch (Invalid e) {
            throw wrong();
        } catch (Forbidden | Unavailable e) {
            throw new AuthenticationException(String.valueOf(e.getMessage()));
        }
    }

    private static AuthenticationException wrong() {
        return new AuthenticationException("Login failed: wrong user name or password.");
    }
}
