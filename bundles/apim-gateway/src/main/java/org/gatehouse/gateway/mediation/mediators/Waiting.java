package org.gatehouse.gateway.mediation.mediators;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.synapse.MessageContext;
import org.jspecify.annotations.Nullable;

/** A thread that waits in the middle of a sequence for a back end's answer. Whoever ends the wait does it once. */
public final class Waiting {
    private static final String KEY = "org.gatehouse.gateway.waiting";

    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private volatile boolean asking;

    /** Waits on this message from now on. */
    static Waiting on(MessageContext message) {
        Waiting waiting = new Waiting();
        message.setProperty(KEY, waiting);
        return waiting;
    }

    /** Who waits on the message; null if nobody does. */
    public static @Nullable Waiting of(MessageContext message) {
        return message.getProperty(KEY) instanceof Waiting waiting ? waiting : null;
    }

    /** Whether a back end is asked just now. */
    public boolean isAsking() {
        return asking;
    }

    /** A back end is asked just now, or not any more. */
    public void asking(boolean now) {
        asking = now;
    }

    /** The answer is in the message's place. */
    public void answered(MessageContext message) {
        forget(message);
        end.complete(true);
    }

    /** There will be none: what comes after is the business of the fault sequence. */
    public void failed(MessageContext message) {
        forget(message);
        end.complete(false);
    }

    /** Somebody else may be waiting on the message by now. */
    private void forget(MessageContext message) {
        if (of(message) == this) {
            message.getPropertyKeySet().remove(KEY);
        }
    }

    /** Whether there is an answer. The transport's limits of time see to it that this ends. */
    boolean await() {
        try {
            return end.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
