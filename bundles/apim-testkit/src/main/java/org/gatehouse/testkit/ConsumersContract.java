package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.consumer;

import java.util.Set;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.TokenFormat;
import org.junit.jupiter.api.Test;

/** What every {@link Consumers} does. */
public abstract class ConsumersContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract Consumers consumers();

    @Test
    void savedClientIsFound() {
        consumers().save(consumer("one"));

        assertThat(consumers().find("one")).contains(consumer("one"));
        assertThat(consumers().find("ONE")).isEmpty();
    }

    @Test
    void savedAgainAClientIsReplaced() {
        Consumer next = new Consumer(
                "one",
                "new secret",
                new UserName("example.com", "joe"),
                "Shop",
                "http://localhost/back",
                Set.of("password"),
                TokenFormat.JWT);
        consumers().save(consumer("one"));

        consumers().save(next);

        assertThat(consumers().find("one")).contains(next);
    }

    @Test
    void removedClientIsGone() {
        consumers().save(consumer("one"));

        consumers().remove("one");
        consumers().remove("one");

        assertThat(consumers().find("one")).isEmpty();
    }
}
