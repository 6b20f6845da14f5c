package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.identity.Profiles;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.junit.jupiter.api.Test;

/** What every {@link Profiles} does. */
public abstract class ProfilesContract {
    private static final UserName JOE = new UserName(TENANT, "Joe");

    /** The port under test, the same one throughout a test. */
    protected abstract Profiles profiles();

    /** The users it is about; none at the beginning. */
    protected abstract Users users();

    @Test
    void whatIsPutIsKnownInAnyCaseOfTheName() {
        users().add(new User(JOE, "hash", Set.of()));

        profiles().put(new UserName(TENANT, "JOE"), Map.of("mail", "joe@example.org", "sn", "O'Neill"));

        assertThat(profiles().of(new UserName(TENANT, "joe")))
                .isEqualTo(Map.of("mail", "joe@example.org", "sn", "O'Neill"));
    }

    @Test
    void anAttributeIsReplacedOrTakenAwayAndTheOthersStay() {
        users().add(new User(JOE, "hash", Set.of()));
        profiles().put(JOE, Map.of("mail", "joe@example.org", "sn", "O'Neill", "cn", "Joe"));

        profiles().put(JOE, Map.of("mail", "other@example.org", "sn", ""));

        assertThat(profiles().of(JOE)).isEqualTo(Map.of("mail", "other@example.org", "cn", "Joe"));
    }

    @Test
    void nothingIsKnownOfNobody() {
        profiles().put(JOE, Map.of("mail", "joe@example.org"));

        assertThat(profiles().of(JOE)).isEmpty();
        users().add(new User(JOE, "hash", Set.of()));
        assertThat(profiles().of(JOE)).isEmpty();
    }
}
