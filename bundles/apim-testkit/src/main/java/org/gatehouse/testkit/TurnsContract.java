package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.TENANT;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.identity.UserName;
import org.junit.jupiter.api.Test;

/** What every {@link Turns} does. */
public abstract class TurnsContract {
    private static final ApiId OTHER = new ApiId(ADMIN, "Other", "1.0.0");
    private static final ApiId OLDER = new ApiId(ADMIN, "PhoneVerification", "0.9.0");

    /** The turns under test, the same ones throughout a test. */
    protected abstract Turns turns();

    @Test
    void changesOfOneApiDoNotOverlap() {
        int[] changed = {0};

        long done = Together.count(8, i -> {
            for (int change = 0; change < 250; change++) {
                turns().of(PHONE_ID, () -> changed[0]++);
            }
            return true;
        });

        assertThat(done).isEqualTo(8);
        assertThat(changed[0]).as("none of them was lost").isEqualTo(2_000);
    }

    @Test
    void aChangeThatTakesLongHoldsUpNoOtherApiAndNoContext() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> slow = begun(end, work -> turns().of(PHONE_ID, work));

        assertThat(turns().of(OTHER, () -> "other")).isEqualTo("other");
        assertThat(turns().ofNames(TENANT, () -> "context")).isEqualTo("context");

        end.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
    }

    @Test
    void anApiOfThatNameOfAnotherProviderIsAnotherApi() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> slow = begun(end, work -> turns().of(PHONE_ID, work));
        ApiId namesake = new ApiId(new UserName(TENANT, "joe"), PHONE_ID.name(), PHONE_ID.version());

        assertThat(turns().of(namesake, () -> "other")).isEqualTo("other");

        end.countDown();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
    }

    @Test
    void versionsOfAnApiTakeTurns() throws Exception {
        isAfter(work -> turns().of(PHONE_ID, work), work -> turns().of(OLDER, work));
    }

    @Test
    void aTurnWithinATurnIsHadAtOnce() {
        assertThat(turns().of(
                                PHONE_ID,
                                () -> turns().of(
                                                OLDER,
                                                () -> turns().ofNames(
                                                                TENANT, () -> turns().of(PHONE_ID, () -> "inner")))))
                .isEqualTo("inner");
    }

    @Test
    void whoChangesAllIsAlone() throws Exception {
        isAfter(work -> turns().ofAll(work), work -> turns().of(OTHER, work));
        isAfter(work -> turns().of(OTHER, work), work -> turns().ofAll(work));
        isAfter(work -> turns().ofNames(TENANT, work), work -> turns().ofAll(work));
    }

    /** That the second turn comes only when the first has ended, though it was asked for before. */
    private static void isAfter(Function<Supplier<String>, String> first, Function<Supplier<String>, String> second)
            throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<String> ended = new CopyOnWriteArrayList<>();
        CompletableFuture<String> one = begun(
                end,
                work -> first.apply(() -> {
                    String result = work.get();
                    ended.add("first");
                    return result;
                }));
        CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> second.apply(() -> {
            ended.add("second");
            return "had";
        }));

        assertThatThrownBy(() -> other.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        end.countDown();

        assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("had");
        assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
        assertThat(ended).containsExactly("first", "second");
    }

    @Test
    void aChangeThatFailsGivesItsTurnBack() {
        Supplier<String> failing = () -> {
            throw new IllegalStateException("half way");
        };

        assertThatThrownBy(() -> turns().of(PHONE_ID, failing)).hasMessage("half way");
        assertThat(Together.count(1, i -> turns().of(PHONE_ID, () -> true)))
                .as("of another thread")
                .isOne();
    }

    /** What has its turn, and waits there for the end. */
    private static CompletableFuture<String> begun(CountDownLatch end, Function<Supplier<String>, String> turn)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> result = CompletableFuture.supplyAsync(() -> turn.apply(() -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "slow";
        }));
        begun.await();
        return result;
    }
}
