package org.gatehouse.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class FewAtOnceTest {
    private static final Account ANN = account("ann");
    private static final Account BOB = account("bob");
    private static final Account CID = account("cid");

    private final FewAtOnce hasty = new FewAtOnce("definitions", 2, Duration.ofMillis(20));
    private final FewAtOnce patient = new FewAtOnce("definitions", 2, Duration.ofSeconds(20));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void twoMayAndAThirdIsRefused() throws InterruptedException {
        CompletableFuture<String> first = begun(hasty, ANN);
        CompletableFuture<String> second = begun(hasty, BOB);
        assertThatThrownBy(() -> hasty.run(CID, () -> "third"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("expected: another try");
        end.countDown();
        assertThat(first.join() + second.join()).isEqualTo("donedone");
        assertThat(hasty.run(CID, () -> "third")).isEqualTo("third");
    }

    @Test
    void nobodyTakesTheRoomOfAnother() throws InterruptedException {
        CompletableFuture<String> first = begun(hasty, ANN);
        assertThatThrownBy(() -> hasty.run(ANN, () -> "once more")).isInstanceOf(Unavailable.class);
        assertThat(hasty.run(BOB, () -> "another")).isEqualTo("another");
        end.countDown();
        first.join();
        assertThat(hasty.run(ANN, () -> "once more")).isEqualTo("once more");
    }

    @Test
    void whoWaitsIsServedWhenItIsTheirTurn() throws InterruptedException {
        CompletableFuture<String> first = begun(patient, ANN);
        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> patient.run(ANN, () -> "second"), threads);
        assertThat(patient.run(BOB, () -> "another")).isEqualTo("another");
        assertThat(second).isNotDone();
        end.countDown();
        assertThat(first.join()).isEqualTo("done");
        assertThat(second.join()).isEqualTo("second");
    }

    @Test
    void ofOneAccountTwoWaitAndMoreAreRefusedAtOnce() throws InterruptedException {
        CompletableFuture<String> first = begun(patient, ANN);
        List<CompletableFuture<String>> more = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> patient.run(ANN, () -> "more"), threads))
                .toList();
        await(more, 3);
        assertThat(more).filteredOn(one -> !one.isDone()).hasSize(2);
        assertThat(patient.run(BOB, () -> "another")).isEqualTo("another");
        end.countDown();
        first.join();
        assertThat(more)
                .filteredOn(one -> !one.isCompletedExceptionally())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.join()).isEqualTo("more"));
    }

    @Test
    void ofAllTwelveWaitAndMoreAreRefusedAtOnce() throws InterruptedException {
        begun(patient, ANN);
        begun(patient, BOB);
        List<CompletableFuture<String>> more = IntStream.range(0, 20)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> patient.run(account("u" + i), () -> "more"), threads))
                .toList();
        await(more, 8);
        assertThat(more).filteredOn(one -> !one.isDone()).hasSize(12);
        end.countDown();
        assertThat(more)
                .filteredOn(one -> !one.isCompletedExceptionally())
                .allSatisfy(one -> assertThat(one.join()).isEqualTo("more"));
    }

    private static void await(List<CompletableFuture<String>> all, int refused) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(refused);
        all.forEach(each -> each.exceptionally(refusal -> {
            left.countDown();
            return "refused";
        }));
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatFailsLeavesItsRoom() {
        assertThatThrownBy(() -> hasty.run(ANN, () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(hasty.run(ANN, () -> "again")).isEqualTo("again");
    }

    private CompletableFuture<String> begun(FewAtOnce few, Account who) throws InterruptedException {
        CountDownLatch isIn = new CountDownLatch(1);
        CompletableFuture<String> work = CompletableFuture.supplyAsync(
                () -> few.run(who, () -> {
                    isIn.countDown();
                    return ended() ? "done" : "not ended";
                }),
                threads);
        assertThat(isIn.await(20, TimeUnit.SECONDS)).isTrue();
        return work;
    }

    private boolean ended() {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Account account(String name) {
        return new Account(UserName.parse(name), 1);
    }
}
