package org.gatehouse.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;

/** Several who do the same at the same moment, each in a thread of its own. */
public final class Together {
    private Together() {}

    /** How many of them did it; each is told its number. */
    public static long count(int many, IntPredicate deed) {
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<Boolean>> deeds = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                deeds.add(() -> {
                    start.await();
                    return deed.test(number);
                });
            }
            long done = 0;
            for (Future<Boolean> each : threads.invokeAll(deeds)) {
                done += each.get() ? 1 : 0;
            }
            return done;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
