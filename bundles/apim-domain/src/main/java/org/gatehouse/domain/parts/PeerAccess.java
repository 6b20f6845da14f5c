package org.gatehouse.domain.parts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * As whom a part of this installation asks another server: as a part, or with the account that the configuration names. The
 * account that is shipped says nothing of the other server, so there the part comes first; any other account was meant. What
 * is refused is tried the other way, and the way that was taken comes first from then on.
 */
public final class PeerAccess {
    /** The name and the password of the account that every configuration is shipped with. */
    private static final String SHIPPED = "admin";

    private final MachineIdentity part;
    private final String username;
    private final String password;
    private volatile boolean partFirst;

    /** To one server. */
    public PeerAccess(MachineIdentity part, String username, String password) {
        this.part = part;
        this.username = username;
        this.password = password;
        this.partFirst = username.equals(SHIPPED) && password.equals(SHIPPED);
    }

    /** One way in. */
    public enum Way {
        /** By a statement of this installation. */
        PART,
        /** By name and password. */
        ACCOUNT
    }

    /** The ways in the order in which they are to be tried. */
    public List<Way> ways() {
        return partFirst ? List.of(Way.PART, Way.ACCOUNT) : List.of(Way.ACCOUNT, Way.PART);
    }

    /** The other server has let us in that way. */
    public void taken(Way way) {
        partFirst = way == Way.PART;
    }

    /** The header {@code Authorization} for the SOAP services. */
    public String authorization(Way way) {
        return way == Way.PART
                ? MachineIdentity.SCHEME + part.statement(MachineIdentity.SOAP)
                : "Basic "
                        + Base64.getEncoder()
                                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The user name for the Thrift log-in. */
    public String name(Way way) {
        return way == Way.PART ? MachineIdentity.NAME : username;
    }

    /** The password for the Thrift log-in. */
    public String password(Way way) {
        return way == Way.PART ? part.statement(MachineIdentity.THRIFT) : password;
    }

    /** For messages: who was refused. */
    @Override
    public String toString() {
        return "neither the user " + username
                + " nor a part of this installation (expected: its token.secret to be that of"
                + " this server, or a user and a password that it knows)";
    }
}
