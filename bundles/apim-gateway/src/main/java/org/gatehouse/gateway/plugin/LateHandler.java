package org.gatehouse.gateway.plugin;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;

/** The handler of an API, bound late. While no bundle provides it, requests are refused. */
public final class LateHandler implements Handler, NonBlocking, Late {
    private final LateBound<Handler> handler;

    LateHandler(Slot<Handler> slot, Consumer<Object> setUp, WaitingRoom waitingRoom) {
        handler = new LateBound<>(slot, setUp, waitingRoom);
    }

    @Override
    public String className() {
        return handler.className();
    }

    @Override
    public boolean isPresent() {
        return handler.find() != null;
    }

    @Override
    public long absentSince() {
        return handler.absentSince();
    }

    @Override
    public CompletableFuture<Void> change() {
        return handler.change();
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return handler.canRunNow(message);
    }

    /** Names of the sequences that the gateway runs in its place; empty if it handles the message itself. */
    public List<String> sequences(MessageContext message) {
        return handler.sequences(message);
    }

    @Override
    public boolean handleRequest(MessageContext message) {
        return handler.get().handleRequest(message);
    }

    /** An answer that is there already is not lost for want of a handler. */
    @Override
    public boolean handleResponse(MessageContext message) {
        Handler delegate = handler.find();
        return delegate == null || delegate.handleResponse(message);
    }

    /** Gives the instance back. */
    public void release() {
        handler.release();
    }
}
