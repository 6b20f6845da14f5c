package org.gatehouse.gateway.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RemoteMemoryTest {
    private final Later later = new Later();
    private SoapServer server;
    private RemoteMemory memory;

    @BeforeEach
    void start() throws Exception {
        server = new SoapServer();
        memory = new RemoteMemory(server.client("me", "secret"), later);
    }

    @AfterEach
    void stop() {
        server.close();
        later.shutdownNow();
    }

    @Test
    void eachIsForgottenByItsOperation() {
        for (String operation : List.of("invalidateCachedTokens", "invalidateOAuthKeys", "invalidateAll")) {
            server.answers(operation, one -> List.of());
        }
        memory.forgetToken("t");
        memory.forgetConsumer("c");
        memory.forgetAll();

        assertThat(server.operations())
                .containsExactly("invalidateCachedTokens", "invalidateOAuthKeys", "invalidateAll");
        assertThat(server.asked().get(0).text("accessTokens")).isEqualTo("t");
        assertThat(server.asked().get(1).text("consumerKey")).isEqualTo("c");
        assertThat(server.asked()).allMatch(one -> one.service().equals("APIAuthenticationService"));
        assertThat(later.tasks).isEmpty();
    }

    @Test
    void anApiIsForgottenWithItsVersion() {
        server.answers("invalidateResourceCache", one -> List.of());
        memory.forgetApi("/phone/1.0.0");
        assertThat(server.asked().get(0).text("apiContext")).isEqualTo("/phone/1.0.0");
        assertThat(server.asked().get(0).text("apiVersion")).isEqualTo("1.0.0");
    }

    @Test
    void whoCouldNotBeToldForgetsAllWhenHeIsBack() {
        server.lets(login -> false);
        memory.forgetToken("a");
        memory.forgetToken("b");
        assertThat(later.tasks).as("one catching up for both").hasSize(1);

        later.run();
        assertThat(later.tasks).as("not back yet").hasSize(1);
        assertThat(server.operations()).isEmpty();

        server.lets(login -> true).answers("invalidateAll", one -> List.of());
        later.run();
        assertThat(server.operations()).containsExactly("invalidateAll");
        assertThat(later.tasks).isEmpty();
    }

    @Test
    void aGatewayThatCannotForgetAllIsNotAskedAgain() {
        server.refuses("invalidateCachedTokens", "busy").refuses("invalidateAll", "no such operation");
        memory.forgetToken("a");
        later.run();
        assertThat(later.tasks).isEmpty();
    }

    /** Keeps what is to be done later until it is asked for. */
    private static final class Later extends ScheduledThreadPoolExecutor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();

        Later() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            tasks.add(task);
            return super.schedule(() -> {}, 0, unit);
        }

        void run() {
            tasks.remove().run();
        }
    }
}
