package org.gatehouse.domain.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Invalid;

/**
 * Where the calls of an API go. Every kind has one place for calls with production keys and one for those with sandbox
 * keys, either of which may be missing. The kinds are those of API Manager 1.9, whose layout {@link EndpointConfig}
 * reads and writes.
 */
public sealed interface Endpoints {
    /** One URL for calls with production keys, and none for others. */
    static Endpoints http(String url) {
        return new Http(new Sides<>(Optional.of(Target.of(url)), Optional.empty()));
    }

    /** What there is for each kind of key. */
    Sides<?> sides();

    /** Nothing is set yet. */
    record None() implements Endpoints {
        @Override
        public Sides<?> sides() {
            return new Sides<>(Optional.empty(), Optional.empty());
        }
    }

    /** A URL, which may be a template with {@code {uri.var.…}} and {@code {query.param.…}}. */
    record Http(Sides<Target> sides) implements Endpoints {}

    /** A URL as it is. */
    record Address(Sides<Target> sides) implements Endpoints {}

    /** What a WSDL describes. */
    record Wsdl(Sides<Port> sides) implements Endpoints {}

    /** The first that answers, in this order. */
    record Failover(Sides<List<Target>> sides) implements Endpoints {}

    /** One of several, in turn. */
    record LoadBalanced(Sides<List<Target>> sides, Balancing balancing) implements Endpoints {}

    /** Where the message says that it goes; a sequence of the API sets that. */
    record Default(Sides<Settings> sides) implements Endpoints {}

    /**
     * What was stored once and cannot be read any more. It is kept until somebody says anew what is called; gateways keep what
     * they have.
     *
     * @param text as it was stored
     */
    record Unreadable(String text) implements Endpoints {
        @Override
        public Sides<?> sides() {
            return new Sides<>(Optional.empty(), Optional.empty());
        }
    }

    /** What there is for production keys and what for sandbox keys. */
    record Sides<T>(Optional<T> production, Optional<T> sandbox) {
        /** Whether there is neither. */
        public boolean isEmpty() {
            return production.isEmpty() && sandbox.isEmpty();
        }
    }

    /**
     * A place that is called.
     *
     * @param url never blank
     */
    record Target(String url, Settings settings) {
        /** Refuses a blank URL. */
        public Target {
            if (url.isBlank()) {
                throw new Invalid("end point: no URL (expected: one)");
            }
        }

        /** With settings left to the gateway. */
        public static Target of(String url) {
            return new Target(url, Settings.NONE);
        }
    }

    /**
     * A port that a WSDL describes.
     *
     * @param service the service's name, or empty
     * @param name the port's name, or empty
     */
    record Port(Target wsdl, String service, String name) {}

    /**
     * How calls are spread.
     *
     * @param choice what a form's list of algorithms said, or empty; nothing but that form goes by it
     * @param algorithm the class that chooses, or empty for taking turns
     * @param session {@code http}, {@code soap}, {@code simpleClientSession} or empty: what ties a client to one target
     * @param sessionTime how long it does, if that is said
     * @param failover whether another target is tried when one fails; it is, unless somebody said no
     */
    record Balancing(
            String choice, String algorithm, String session, Optional<Duration> sessionTime, boolean failover) {}

    /**
     * How a place is called, and when it is left alone.
     *
     * @param format {@code soap11}, {@code soap12}, {@code POX}, {@code REST}, {@code GET}, or empty: as it came
     * @param optimize {@code SWA}, {@code MTOM}, or empty: as it came
     */
    record Settings(String format, String optimize, Timeout timeout, Suspension suspension, Retries retries) {
        /** All left to the gateway. */
        public static final Settings NONE = new Settings(
                "", "", Timeout.NONE, Suspension.NONE, new Retries(List.of(), Optional.empty(), Optional.empty()));
    }

    /**
     * How long an answer is waited for.
     *
     * @param after if it is said
     * @param action {@code fault}, {@code discard}, {@code neverTimeout}, or empty: what happens then
     */
    record Timeout(Optional<Duration> after, String action) {
        /** Left to the gateway. */
        public static final Timeout NONE = new Timeout(Optional.empty(), "");
    }

    /**
     * For how long a failed place is not called.
     *
     * @param errors the codes of the errors after which it is not, empty for all
     * @param first the first time
     * @param most the longest time
     * @param factor by what the time grows
     */
    record Suspension(List<String> errors, Optional<Duration> first, Optional<Duration> most, Optional<Double> factor) {
        /** Left to the gateway. */
        public static final Suspension NONE =
                new Suspension(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * How often a place that seems to fail is tried before it is left alone.
     *
     * @param errors the codes of the errors after which it is tried again
     * @param times how often
     * @param pause how long between two
     */
    record Retries(List<String> errors, Optional<Integer> times, Optional<Duration> pause) {}
}
