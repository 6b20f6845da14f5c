package org.gatehouse.keys.thrift;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;

/** Two users: admin/admin may run servers, guest/guest may only sign in. */
final class KnownUsers implements Authenticator {
    /** Whose passwords were looked at. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Caller> authenticate(UserName user, String password, Origin from) {
        asked.add(user.toString());
        return password.equals(user.name()) ? asCaller(user) : Optional.empty();
    }

    @Override
    public Optional<Caller> asCaller(UserName user) {
        return switch (user.name()) {
            case "admin" -> Optional.of(new Caller(user, Set.of("admin"), Set.of("/permission")));
            case "guest" -> Optional.of(new Caller(user, Set.of(), Set.of("/permission/admin/login")));
            default -> Optional.empty();
        };
    }
}
