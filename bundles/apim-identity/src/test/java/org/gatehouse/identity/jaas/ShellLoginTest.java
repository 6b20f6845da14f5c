package org.gatehouse.identity.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

class ShellLoginTest {
    private static final Authenticator AUTHENTICATOR = new Authenticator() {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return password.equals("right") ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return Optional.of(
                    user.name().equals("admin")
                            ? new Caller(user, Set.of("admin"), Set.of("/permission/admin"))
                            : new Caller(user, Set.of("creator"), Set.of("/permission/admin/manage")));
        }
    };

    @Test
    void administratorsGetAllRolesUntilTheyLeave() throws Exception {
        Subject subject = new Subject();
        LoginContext login = login(subject, "admin", "right");

        login.login();

        assertThat(subject.getPrincipals(UserPrincipal.class))
                .extracting(Principal::getName)
                .containsExactly("admin");
        assertThat(subject.getPrincipals(RolePrincipal.class))
                .extracting(Principal::getName)
                .containsExactlyInAnyOrder("admin", "manager", "viewer", "systembundles", "ssh");

        login.logout();
        assertThat(subject.getPrincipals()).isEmpty();
    }

    @Test
    void everyoneElseIsRefused() {
        refused("admin", "wrong");
        refused("joe", "right");
        refused("admin@tena.com", "right");
        refused("", "right");
        refused(" @ ", "right");
        refused(null, "right");
        refused("admin", null);
    }

    private static void refused(String name, String password) {
        Subject subject = new Subject();

        assertThatThrownBy(() -> login(subject, name, password).login()).isInstanceOf(LoginException.class);
        assertThat(subject.getPrincipals()).isEmpty();
    }

    private static LoginContext login(Subject subject, String name, String password) throws LoginException {
        CallbackHandler answers = questions -> {
            for (Callback question : questions) {
                if (question instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (question instanceof PasswordCallback asked) {
                    asked.setPassword(password == null ? null : password.toCharArray());
                }
            }
        };
        return new LoginContext("karaf", subject, answers, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String realm) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            ShellLogin.class.getName(),
                            LoginModuleControlFlag.REQUIRED,
                            Map.of(ShellLogin.AUTHENTICATOR, AUTHENTICATOR))
                };
            }
        });
    }
}
