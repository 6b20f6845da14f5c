package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.consumer;

import java.util.Set;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consents;
import org.gatehouse.domain.keys.Consumers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Consents} does. */
public abstract class ConsentsContract {
    private static final UserName JOE = new UserName("example.com", "joe@mail");

    /** The empty port under test, the same one throughout a test. */
    protected abstract Consents consents();

    /** The clients it refers to. */
    protected abstract Consumers consumers();

    @BeforeEach
    void oneClient() {
        consumers().save(consumer("client"));
    }

    @Test
    void whatWasAgreedIsCoveredAndNothingElse() {
        assertThat(consents().covers(JOE, "client", Set.of())).isFalse();

        consents().add(JOE, "client", Set.of("read"));
        consents().add(JOE, "client", Set.of("read", "write"));

        assertThat(consents().covers(JOE, "client", Set.of("read"))).isTrue();
        assertThat(consents().covers(JOE, "client", Set.of("read", "write"))).isTrue();
        assertThat(consents().covers(JOE, "client", Set.of("read", "delete"))).isFalse();
        assertThat(consents().covers(ADMIN, "client", Set.of("read"))).isFalse();
        assertThat(consents().covers(JOE, "other", Set.of("read"))).isFalse();
    }

    @Test
    void aRemovedClientIsAgreedToNoMore() {
        consents().add(JOE, "client", Set.of("read"));

        consumers().remove("client");

        assertThat(consents().covers(JOE, "client", Set.of("read"))).isFalse();
    }
}
