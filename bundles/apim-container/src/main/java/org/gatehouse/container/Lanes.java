package org.gatehouse.container;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Who gets a thread, and when. A short body is awaited without one; a long one is read in a thread, of which there are only a
 * few for that. No side has so many calls at work that the others find no thread; what is too much waits, and is told so if it
 * waits too long.
 */
public final class Lanes extends Handler.Wrapper {
    /** Calls of one side that are at work at a time; three times that is less than the server has threads. */
    static final int AT_WORK = 56;
    /** Those among them whose bodies are still on the way. */
    static final int ON_THE_WAY = 16;

    private static final long MOST_AT_SERVICES = 8 << 20;
    private static final int MOST_WAITING = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Map<Side, Lane> lanes = new EnumMap<>(Side.class);
    private final LongSupplier nanos;

    /** One lane for each side. */
    public Lanes() {
        this(System::nanoTime);
    }

    Lanes(LongSupplier nanos) {
        this.nanos = nanos;
        for (Side side : Side.values()) {
            Lane lane = new Lane(this);
            lanes.put(side, lane);
            installBean(lane.longBodies);
        }
    }

    @Override
    public void setServer(Server server) {
        super.setServer(server);
        lanes.values().forEach(lane -> lane.longBodies.setServer(server));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Lane lane = Objects.requireNonNull(lanes.get(Side.of(Request.getPathInContext(request))));
        long length = request.getLength();
        boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (length == 0 || (length < 0 && !chunked)) {
            return lane.calls.handle(request, response, callback);
        }
        if (length > ShortBody.MOST && isKnownByItsHead(request, length)) {
            return lane.longBodies.handle(request, response, callback);
        }
        new ShortBody(request, response, callback, lane.held, lane.calls, lane.longBodies, nanos).run();
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

    private static QoSHandler only(int calls, Handler then) {
        QoSHandler only = new QoSHandler(then);
        only.setMaxRequestCount(calls);
        only.setMaxSuspendedRequestCount(MOST_WAITING);
        only.setMaxSuspend(LONGEST_WAIT);
        return only;
    }

    /** The way of one side: long bodies wait for each other first, then for the calls. */
    private static final class Lane {
        private final Held held = new Held();
        private final QoSHandler calls;
        private final QoSHandler longBodies;

        private Lane(Lanes lanes) {
            calls = only(AT_WORK, new Handler.Abstract() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) throws Exception {
                    return lanes.pass(request, response, callback);
                }
            });
            longBodies = only(ON_THE_WAY, calls);
        }
    }
}
