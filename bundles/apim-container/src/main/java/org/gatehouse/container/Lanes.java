package org.gatehouse.container;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Who gets a thread, and when. A short body is awaited without one; a long one is read in a thread, of which there are only a
 * few for that; an answer is sent without one. No side has so many calls at work that the others find no thread; what is too
 * much waits, and is told so if it waits too long.
 */
public final class Lanes extends Handler.Wrapper {
    /** Calls of one side that are at work at a time; three times that is less than the server has threads. */
    static final int AT_WORK = 56;
    /** Those among them whose bodies are still on the way. */
    static final int ON_THE_WAY = 16;

    private static final long MOST_AT_SERVICES = 8 << 20;

    private final Map<Side, Lane> lanes = new EnumMap<>(Side.class);
    private final LongSupplier nanos;

    /** One lane for each side. */
    public Lanes() {
        this(System::nanoTime);
    }

    Lanes(LongSupplier nanos) {
        this.nanos = nanos;
        for (Side side : Side.values()) {
            lanes.put(side, new Lane());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Lane lane = Objects.requireNonNull(lanes.get(Side.of(Request.getPathInContext(request))));
        Call call = new Call(lane, request, response, callback);
        long length = request.getLength();
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (length == 0 || (length < 0 && !chunked)) {
            call.enter();
        } else if (length > ShortBody.MOST && isKnownByItsHead(request, length)) {
            call.enterLong();
        } else {
            new ShortBody(request, response, callback, lane.bodies, nanos, (replayed, share, isWhole) -> {
                        Call next = new Call(lane, replayed, response, callback, share);
                        if (isWhole) {
                            next.enter();
                        } else {
                            next.enterLong();
                        }
                    })
                    .run();
        }
        return true;
    }

    /**
     * Whether the door can tell before it reads whether it wants a long body: nobody but the SOAP services looks into one to
     * see who sends it, and they do not where that is said in the head, or the body is longer than anybody's may be.
     */
    private static boolean isKnownByItsHead(Request request, long length) {
        return Side.of(Request.getPathInContext(request)) != Side.SERVICES
                || length > MOST_AT_SERVICES
                || request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    }

    /** What all lanes lead to. */
    private boolean pass(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }

    /** What one side has. */
    private static final class Lane {
        private final Places calls = new Places(AT_WORK);
        private final Places longBodies = new Places(ON_THE_WAY);
        private final Held bodies = new Held();
        private final Held answers = new Held();
    }

    /** A request on its way to the doors: long bodies wait for each other first, then for the calls. */
    private final class Call {
        private final Lane lane;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final Held.Share body;

        private Call(Lane lane, Request request, Response response, Callback callback) {
            this(lane, request, response, callback, lane.bodies.share(() -> {}));
        }

        private Call(Lane lane, Request request, Response response, Callback callback, Held.Share body) {
            this.lane = lane;
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.body = body;
        }

        private void enter() {
            lane.calls.enter(
                    request,
                    () -> {
                        try {
                            work();
                        } finally {
                            lane.calls.leave();
                        }
                    },
                    this::tooBusy);
        }

        private void enterLong() {
            lane.longBodies.enter(
                    request,
                    () -> lane.calls.enter(
                            request,
                            () -> {
                                try {
                                    work();
                                } finally {
                                    lane.calls.leave();
                                    lane.longBodies.leave();
                                }
                            },
                            () -> {
                                lane.longBodies.leave();
                                tooBusy();
                            }),
                    this::tooBusy);
        }

        private void work() {
            if (!body.giveBack()) {
                callback.failed(new IllegalStateException("given up while it waited"));
                return;
            }
            Answer answer = new Answer(request, response, callback, lane.answers);
            try {
                if (!pass(request, answer, answer)) {
                    Response.writeError(request, answer, answer, HttpStatus.NOT_FOUND_404);
                }
            } catch (Throwable failure) {
                Response.writeError(request, answer, answer, failure);
            }
        }

        private void tooBusy() {
            body.giveBack();
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }
}
