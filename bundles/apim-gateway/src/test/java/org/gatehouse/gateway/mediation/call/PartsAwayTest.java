package org.gatehouse.gateway.mediation.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.gateway.testing.FakeExchange.get;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.SequenceRunner;
import org.gatehouse.gateway.spi.TryLater;
import org.gatehouse.gateway.testing.FakeExchange;
import org.gatehouse.gateway.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that come while the bundle of a handler or mediator is exchanged. */
class PartsAwayTest {
    private static final String NS = "xmlns=\"http://ws.apache.org/ns/synapse\"";
    private static final String HANDLER = "org.example.Handler";
    private static final String MEDIATOR = "org.example.Mediator";

    @TempDir
    Path root;

    private TestGateway gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestGateway(root);
        gateway.deployment.put(
                "a",
                "<api " + NS + " name=\"a\" context=\"/a\"><resource url-mapping=\"/*\"><inSequence>"
                        + "<class name=\"" + MEDIATOR + "\"/>"
                        + "<send><endpoint><http uri-template=\"http://back\"/></endpoint></send></inSequence>"
                        + "<outSequence><class name=\"" + MEDIATOR + "\"/><send/></outSequence></resource>"
                        + "<handlers><handler class=\"" + HANDLER + "\"/></handlers></api>");
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    /** What a handler does to a request. */
    private interface Deed {
        boolean on(MessageContext message);
    }

    private static Handler handler(Deed deed) {
        return new Handler() {
            @Override
            public boolean handleRequest(MessageContext message) {
                return deed.on(message);
            }

            @Override
            public boolean handleResponse(MessageContext message) {
                return true;
            }
        };
    }

    private void mediatorIsThere() {
        gateway.mediator(MEDIATOR, () -> new AbstractMediator() {
            @Override
            public boolean mediate(MessageContext message) {
                return true;
            }
        });
    }

    private FakeExchange begun() {
        FakeExchange call = get("/a/x").backend(200, "text/plain", "served");
        gateway.mediation.serve(call);
        return call;
    }

    @Test
    void theyWaitForHandlerAndMediatorAndAreServedWhenBothAreThere() {
        FakeExchange call = begun();
        gateway.handler(HANDLER, () -> handler(message -> true));
        assertThat(call.reply).isNotDone();
        mediatorIsThere();
        assertThat(call.await().body()).isEqualTo("served");
    }

    @Test
    void anAnswerWaitsForTheMediatorOfItsWayBack() throws Exception {
        gateway.handler(HANDLER, () -> handler(message -> true));
        mediatorIsThere();
        CompletableFuture<Void> back = new CompletableFuture<>();
        FakeExchange call = get("/a/x");
        call.backend((asked, listener) -> {
            gateway.plugins.provideMediator(List.of(MEDIATOR), null);
            listener.answered(call.answer(200, org.gatehouse.gateway.transport.Headers.empty(), "served"));
            back.complete(null);
        });
        gateway.mediation.serve(call);
        back.get(5, TimeUnit.SECONDS);
        assertThat(call.reply).isNotDone();
        mediatorIsThere();
        assertThat(call.await().body()).isEqualTo("served");
    }

    @Test
    void aBundleThatSaysItsHandlerIsThereButGivesNoneIsOnItsWayOut() {
        mediatorIsThere();
        gateway.handler(HANDLER, () -> null);
        FakeExchange call = begun();
        assertThat(call.reply).isNotDone();
        gateway.handler(HANDLER, () -> handler(message -> true));
        assertThat(call.await().body()).isEqualTo("served");
    }

    @Test
    void aHandlerThatCannotTellYetIsAskedAgain() {
        mediatorIsThere();
        AtomicInteger asked = new AtomicInteger();
        gateway.handler(
                HANDLER,
                () -> handler(message -> {
                    if (asked.incrementAndGet() < 4) {
                        throw new TryLater("away");
                    }
                    return message.getProperty(TryLater.LAST) == null;
                }));
        assertThat(begun().await().body()).isEqualTo("served");
        assertThat(asked).hasValue(4);
    }

    @Test
    void oneThatGoesWhileItIsAskedIsWaitedFor() {
        mediatorIsThere();
        gateway.handler(HANDLER, GoingHandler::new);
        FakeExchange call = begun();
        assertThat(call.reply).isNotDone();
        gateway.handler(HANDLER, () -> handler(message -> true));
        assertThat(call.await().body()).isEqualTo("served");
    }

    /** It is asked for its sequences first, and is gone then. */
    private final class GoingHandler implements Handler, SequenceRunner {
        @Override
        public List<String> sequences(MessageContext message) {
            gateway.plugins.provideHandler(List.of(HANDLER), null);
            return List.of();
        }

        @Override
        public boolean handleRequest(MessageContext message) {
            throw new IllegalStateException("it is gone");
        }

        @Override
        public boolean handleResponse(MessageContext message) {
            return true;
        }
    }

    /** What stood before it in the sequence is not done twice. */
    @Test
    void aMediatorThatGoesWhileItsSequenceRunsServesIt() throws Exception {
        AtomicInteger before = new AtomicInteger();
        gateway.mediator("org.example.Before", () -> new AbstractMediator() {
            @Override
            public boolean mediate(MessageContext message) {
                before.incrementAndGet();
                gateway.plugins.provideMediator(List.of(MEDIATOR), null);
                return true;
            }
        });
        gateway.deployment.put(
                "b",
                "<api " + NS + " name=\"b\" context=\"/b\"><resource url-mapping=\"/*\"><inSequence>"
                        + "<class name=\"org.example.Before\"/><class name=\"" + MEDIATOR + "\"/>"
                        + "<send><endpoint><http uri-template=\"http://back\"/></endpoint></send></inSequence>"
                        + "</resource></api>");
        mediatorIsThere();
        FakeExchange call = get("/b/x").backend(200, "text/plain", "served");
        gateway.mediation.serve(call);
        assertThat(call.await().body()).isEqualTo("served");
        assertThat(before).hasValue(1);
    }

    @Test
    void atTheEndItMustDecide() throws Exception {
        AtomicReference<Object> last = new AtomicReference<>();
        gateway.mediator(MEDIATOR, () -> new AbstractMediator() {
            @Override
            public boolean mediate(MessageContext message) {
                last.set(Optional.ofNullable(message.getProperty(TryLater.LAST)));
                return true;
            }
        });
        CompletableFuture<Boolean> decided = new CompletableFuture<>();
        gateway.handler(
                HANDLER,
                () -> handler(message -> {
                    if (message.getProperty(TryLater.LAST) == null) {
                        throw new TryLater("away");
                    }
                    decided.complete(true);
                    return true;
                }));
        assertThat(begun().await().body()).isEqualTo("served");
        assertThat(decided.get(1, TimeUnit.SECONDS)).isTrue();
        assertThat(last).as("whoever comes next has his own time").hasValue(Optional.empty());
    }

    @Test
    void ifItDoesNotTheClientIsToldToComeAgain() {
        mediatorIsThere();
        gateway.handler(
                HANDLER,
                () -> handler(message -> {
                    throw new TryLater("away");
                }));
        FakeExchange.Reply late = begun().await();
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.headers().get("Retry-After")).isEqualTo("5");
        assertThat(late.body()).contains("away");
    }

    @Test
    void oneThatHasBeenAwayForLongIsNotWaitedFor() {
        FakeExchange.Reply late = begun().await();
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.headers().get("Retry-After")).isEqualTo("5");
        assertThat(late.body()).contains(HANDLER);

        long before = System.nanoTime();
        assertThat(begun().await().status()).isEqualTo(503);
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void whenAnotherGatewayTakesOverThoseWhoWaitAreGivenBack() throws Exception {
        FakeExchange fresh = begun();
        FakeExchange changed = get("/a/x").backend(200, "text/plain", "served");
        changed.fresh = false;
        gateway.mediation.serve(changed);

        gateway.mediation.leave();
        FakeExchange afterwards = begun();
        fresh.givenBack.get(5, TimeUnit.SECONDS);
        afterwards.givenBack.get(5, TimeUnit.SECONDS);
        assertThat(changed.givenBack).isNotDone();

        mediatorIsThere();
        gateway.handler(HANDLER, () -> handler(message -> true));
        assertThat(changed.await().body()).isEqualTo("served");
        assertThat(fresh.reply).isNotDone();
        assertThat(afterwards.reply).isNotDone();
    }

    @Test
    void anAnswerThatWaitsThenGoesOnWithTheMediatorThatItBeganWith() throws Exception {
        gateway.handler(HANDLER, () -> handler(message -> true));
        mediatorIsThere();
        CompletableFuture<Void> back = new CompletableFuture<>();
        FakeExchange call = get("/a/x");
        call.fresh = false;
        call.backend((asked, listener) -> {
            // Of the two places that name it, both have had it.
            gateway.plugins.provideMediator(List.of(MEDIATOR), null);
            listener.answered(call.answer(200, org.gatehouse.gateway.transport.Headers.empty(), "served"));
            back.complete(null);
        });
        gateway.serve(get("/a/before").backend(200, "text/plain", "served"));
        gateway.mediation.serve(call);
        back.get(5, TimeUnit.SECONDS);
        assertThat(call.reply).isNotDone();
        gateway.mediation.leave();
        assertThat(call.await().body()).isEqualTo("served");
    }

    @Test
    void theSameForAHandlerThatCannotTellYet() throws Exception {
        mediatorIsThere();
        gateway.handler(
                HANDLER,
                () -> handler(message -> {
                    throw new TryLater("away");
                }));
        FakeExchange call = begun();
        gateway.mediation.leave();
        call.givenBack.get(5, TimeUnit.SECONDS);
    }

    @Test
    void notMoreThanFourThousandWait() {
        List<FakeExchange> calls =
                java.util.stream.Stream.generate(this::begun).limit(4001).toList();
        assertThat(calls.get(4000).await().status()).isEqualTo(503);
        assertThat(calls.subList(0, 4000)).noneMatch(call -> call.reply.isDone());
    }
}
