package org.gatehouse.gateway.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.synapse.Mediator;
import org.apache.synapse.rest.Handler;
import org.jspecify.annotations.Nullable;

/** Who provides which class name at the moment. */
public final class Plugins {
    private final Map<String, Slot<Handler>> handlers = new ConcurrentHashMap<>();
    private final Map<String, Slot<Mediator>> mediators = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    private final WaitingRoom waitingRoom;

    /** None yet; calls wait for those that are away as long as usual. */
    public Plugins() {
        waitingRoom = new WaitingRoom();
    }

    /** The same, but calls wait no longer than that. */
    public Plugins(Duration longestWait) {
        waitingRoom = new WaitingRoom(longestWait);
    }

    /** A handler by the name of its class; what it is set up with is run on each new instance. */
    public LateHandler handler(String className, Consumer<Object> setUp) {
        return new LateHandler(slot(handlers, className), setUp, waitingRoom);
    }

    /** A class mediator by the name of its class. */
    public LateMediator mediator(String className, Consumer<Object> setUp) {
        return new LateMediator(slot(mediators, className), setUp, waitingRoom);
    }

    /** Provides a handler under these names, or with null takes it away. */
    public void provideHandler(List<String> classNames, @Nullable Source<Handler> source) {
        provide(handlers, classNames, source);
    }

    /** Provides a class mediator under these names, or with null takes it away. */
    public void provideMediator(List<String> classNames, @Nullable Source<Mediator> source) {
        provide(mediators, classNames, source);
    }

    /** Where calls wait for those that are away. */
    public WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    /** A number that grows whenever a plugin comes or goes. */
    public long generation() {
        return generation.get();
    }

    private <T> void provide(Map<String, Slot<T>> slots, List<String> classNames, @Nullable Source<T> source) {
        classNames.forEach(name -> slot(slots, name).fill(source));
        generation.incrementAndGet();
    }

    private static <T> Slot<T> slot(Map<String, Slot<T>> slots, String className) {
        return slots.computeIfAbsent(className, Slot::new);
    }
}
