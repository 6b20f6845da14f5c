package org.gatehouse.persistence.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Unavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseThreadsTest {
    private final DatabaseThreads threads = new DatabaseThreads();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void whatDriversLeaveInAThreadsLocalsIsNotLeftWithTheCaller() {
        ThreadLocal<String> left = new ThreadLocal<>();

        threads.call(() -> {
            left.set("a connection");
            return true;
        });

        assertThat(left.get()).isNull();
    }

    @Test
    void theirThreadsEndWithThem() throws InterruptedException {
        Thread asked = threads.call(Thread::currentThread);

        threads.close();

        asked.join(5_000);
        assertThat(asked.isAlive()).isFalse();
    }

    @Test
    void workWithinWorkIsDoneInTheSameThread() {
        List<Thread> outerAndInner =
                threads.call(() -> List.of(Thread.currentThread(), threads.<Thread>call(Thread::currentThread)));

        assertThat(outerAndInner.get(1)).isSameAs(outerAndInner.get(0)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void failuresTellWhoAsked() {
        assertThatThrownBy(() -> threads.call(() -> {
                    throw new IllegalStateException("broken");
                }))
                .satisfies(failure -> assertThat(failure.getSuppressed()[0].getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().contains("failuresTellWhoAsked")));
    }

    @Test
    void whereTheDriverLeavesNothingWhoAsksDoesIt() {
        threads.doInline();

        assertThat(threads.<Thread>call(Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void failuresComeAsTheyAre() {
        assertThatThrownBy(() -> threads.call(() -> {
                    throw new Conflict("name: taken");
                }))
                .isExactlyInstanceOf(Conflict.class)
                .hasMessage("name: taken");
    }

    @Test
    void anInterruptedCallerLearnsWhatWasDoneAndStaysInterrupted() {
        Thread caller = Thread.currentThread();

        String result = threads.call(() -> {
            caller.interrupt();
            return "committed";
        });

        assertThat(result).isEqualTo("committed");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterwardsTheDatabaseIsUnavailable() {
        threads.close();

        assertThatThrownBy(() -> threads.call(() -> "late")).isInstanceOf(Unavailable.class);
    }
}
