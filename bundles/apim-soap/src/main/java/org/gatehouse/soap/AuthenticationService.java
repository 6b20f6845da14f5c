package org.gatehouse.soap;

import java.util.Map;
import org.gatehouse.domain.identity.Caller;

/** {@code AuthenticationAdmin}: signing in for the requests that follow, by cookie. */
final class AuthenticationService implements AdminService {
    private final SignIn signIn;

    AuthenticationService(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public String name() {
        return "AuthenticationAdmin";
    }

    @Override
    public String namespace() {
        return "http://authentication.services.core.carbon.wso2.org";
    }

    @Override
    public boolean isForEverybody() {
        return true;
    }

    @Override
    public boolean admits(Caller caller) {
        return true;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "login", this::login,
                "logout", AuthenticationService::logout,
                "getAuthenticatorName", call -> Reply.of("DefaultCarbonAuthenticator"),
                "getPriority", call -> Reply.of("5"),
                "isDisabled", call -> Reply.of(false));
    }

    private Reply login(Call call) {
        return Reply.of(signIn.open(call.http(), call.text("username"), call.text("password")));
    }

    private static Reply logout(Call call) {
        SignIn.close(call.http());
        return Reply.NONE;
    }
}
