package org.gatehouse.gateway.mediation.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatehouse.domain.intake.BodyBudget;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.gatehouse.gateway.transport.Headers;
import org.gatehouse.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All bodies that are held at a time take from one budget, and what is beyond it is refused and never harms an end point. */
class HeldBodiesTest {
    private static final String API = """
            <api xmlns="http://ws.apache.org/ns/synapse" name="a" context="/a"><resource methods="POST">
              <inSequence><builder/><send><endpoint><address uri="http://localhost:1/b"/></endpoint></send></inSequence>
              <outSequence><builder/><send/></outSequence></resource></api>
            """;
    private static final String SMALL = "{\"a\":1}";
    /** Of few bytes, but of many values. */
    private static final String MANY = "[" + "1,".repeat(480) + "1]";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        TestGateway.write(root, "api/a.xml", API);
        gateway = new TestGateway(root);
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void aBodyIsHeldUntilItsCallIsAnsweredAndNoLonger() {
        long[] held = new long[2];
        FakeExchange call = post(SMALL);
        call.backend((asked, listener) -> {
            held[0] = gateway.bodies.held();
            listener.answered(call.answer(200, Headers.empty().set("Content-Type", "application/json"), MANY));
            held[1] = gateway.bodies.held();
        });

        assertThat(gateway.serve(call).body()).isEqualTo(MANY);

        assertThat(held[0]).as("its bytes and its tree").isGreaterThan(SMALL.length() * 3L);
        assertThat(held[1]).as("the answer's, too").isGreaterThan(held[0]);
        nothingIsHeldInTheEnd();
    }

    @Test
    void whatIsBeyondTheBudgetIsRefusedAndWhatComesLaterIsNot() {
        for (long left : List.of(10L, 20_000L)) {
            try (BodyBudget.Hold others = gateway.bodies.open()) {
                assertThat(others.grow(gateway.bodies.bytes() - left)).isTrue();

                FakeExchange.Reply refused = gateway.serve(post(MANY));

                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body()).contains(NoRoom.MESSAGE);
            }
            nothingIsHeldInTheEnd();
        }
        assertThat(gateway.serve(post(SMALL)).status()).isEqualTo(200);
    }

    @Test
    void anAnswerThatFindsNoRoomIsRefusedAndTheEndPointStays() {
        for (int i = 0; i < 10; i++) {
            BodyBudget.Hold others = gateway.bodies.open();
            FakeExchange call = post(SMALL);
            call.backend((asked, listener) -> {
                others.grow(gateway.bodies.bytes() - gateway.bodies.held() - 100);
                listener.answered(call.answer(200, Headers.empty().set("Content-Type", "application/json"), MANY));
            });
            assertThat(gateway.serve(call).status()).isEqualTo(503);
            others.close();
        }
        nothingIsHeldInTheEnd();
        assertThat(gateway.serve(post(SMALL)).status()).as("not suspended").isEqualTo(200);
    }

    private static FakeExchange post(String json) {
        return FakeExchange.post("/a", "application/json", json).backend(200, "application/json", SMALL);
    }

    /** A call is done with a little later than it is answered. */
    private void nothingIsHeldInTheEnd() {
        Eventually.within(Duration.ofSeconds(5), "nothing is held", () -> gateway.bodies.held() == 0);
    }
}
