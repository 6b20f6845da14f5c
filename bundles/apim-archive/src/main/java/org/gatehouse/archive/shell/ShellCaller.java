package org.gatehouse.archive.shell;

import org.apache.karaf.shell.api.console.Session;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;

/** Who types: somebody who runs the server, for as long as that is so. */
final class ShellCaller {
    private ShellCaller() {}

    static Caller of(Session session, Authenticator authenticator) {
        return authenticator
                .asCaller(UserName.parse(String.valueOf(session.get("USER"))))
                .filter(Caller::runsTheServer)
                .orElseThrow(() -> new Forbidden("user of this shell (expected: one that runs this server)"));
    }
}
