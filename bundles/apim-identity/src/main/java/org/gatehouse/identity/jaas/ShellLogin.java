package org.gatehouse.identity.jaas;

import java.io.IOException;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * Lets those in who run this server, with all the roles that Karaf knows, and nobody else: its shell reads files and starts
 * programs as the server's own account. An administrator of another tenant is a stranger here.
 */
public final class ShellLogin implements LoginModule {
    static final String AUTHENTICATOR = Authenticator.class.getName();

    /** As Java prints a socket's address: {@code name/address:port}, or {@code /[address]:port}. */
    private static final Pattern SOCKET = Pattern.compile("[^/]*/\\[?(?<host>[0-9a-fA-F:.%\\w]+?)]?:\\d+");

    private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles", "ssh");

    private final Set<Principal> principals = new HashSet<>();
    private @Nullable Subject subject;
    private @Nullable CallbackHandler handler;
    private @Nullable Authenticator authenticator;

    /** Called by Karaf. */
    public ShellLogin() {}

    @Override
    public void initialize(
            Subject given, @Nullable CallbackHandler asks, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = given;
        handler = asks;
        authenticator = (Authenticator) options.get(AUTHENTICATOR);
    }

    @Override
    public boolean login() throws LoginException {
        if (handler == null || authenticator == null) {
            throw new LoginException("nobody to ask for name and password");
        }
        NameCallback name = new NameCallback("user: ");
        PasswordCallback password = new PasswordCallback("password: ", false);
        ask(handler, name, password);
        Caller caller = authenticate(authenticator, name.getName(), password.getPassword(), from());
        password.clearPassword();
        principals.add(new UserPrincipal(caller.user().toString()));
        ROLES.forEach(role -> principals.add(new RolePrincipal(role)));
        return true;
    }

    @Override
    public boolean commit() {
        if (principals.isEmpty()) {
            return false;
        }
        Objects.requireNonNull(subject).getPrincipals().addAll(principals);
        return true;
    }

    @Override
    public boolean abort() {
        boolean had = !principals.isEmpty();
        principals.clear();
        return had;
    }

    @Override
    public boolean logout() {
        if (subject != null) {
            subject.getPrincipals().removeAll(principals);
        }
        principals.clear();
        return true;
    }

    private static void ask(CallbackHandler handler, Callback... questions) throws LoginException {
        try {
            handler.handle(questions);
        } catch (IOException | UnsupportedCallbackException e) {
            LoginException failure = new LoginException("name and password cannot be asked for");
            failure.initCause(e);
            throw failure;
        }
    }

    /** What Karaf says of the other end of an SSH connection; nobody else asks over a network. */
    private Origin from() {
        String address = Objects.requireNonNull(subject).getPrincipals(ClientPrincipal.class).stream()
                .map(ClientPrincipal::getAddress)
                .findFirst()
                .orElse("unknown");
        Matcher socket = SOCKET.matcher(address);
        return Origin.direct(socket.matches() ? socket.group("host") : address, Origin.SHELL);
    }

    private static Caller authenticate(
            Authenticator authenticator, @Nullable String name, char @Nullable [] password, Origin from)
            throws FailedLoginException {
        if (name == null || password == null) {
            throw new FailedLoginException("login failed");
        }
        try {
            return authenticator
                    .authenticate(UserName.parse(name), new String(password), from)
                    .filter(Caller::runsTheServer)
                    .orElseThrow(() -> new FailedLoginException("login failed"));
        } catch (Invalid | Forbidden | Unavailable e) {
            throw new FailedLoginException("login failed");
        }
    }
}
