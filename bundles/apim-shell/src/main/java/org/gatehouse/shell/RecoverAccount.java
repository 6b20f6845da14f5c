package org.gatehouse.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.identity.AccountRecovery;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/** {@code apim:account-recover}: a link with which somebody who has forgotten the password sets a new one. */
@Service
@Command(
        scope = "apim",
        name = "account-recover",
        description =
                "Makes a link with which a user who has forgotten the password sets a new one, once and within an hour.")
public final class RecoverAccount implements Action {
    @Reference
    @SuppressWarnings("NullAway.Init") // Karaf offers the command only while it can set this
    private AccountRecovery recovery;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Authenticator authenticator;

    @Reference
    @SuppressWarnings("NullAway.Init")
    private Session session;

    @Argument(name = "user", description = "Name of the user.", required = true)
    private String user = "";

    @Override
    public @Nullable Object execute() {
        Caller caller = ShellCaller.of(session, authenticator);
        String code = recovery.code(caller, UserName.parse(user));
        System.out.println("Give " + user + " this link, by a way that nobody else sees:\n"
                + "https://localhost:" + System.getProperty("mgt.transport.https.port", "9443")
                + "/account/recovery?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
        return null;
    }
}
