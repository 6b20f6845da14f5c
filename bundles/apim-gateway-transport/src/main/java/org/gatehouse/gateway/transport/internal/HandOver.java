package org.gatehouse.gateway.transport.internal;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open sockets on their way from a transport that stops to the one that comes next in the same process: nobody who calls
 * meanwhile finds a port closed or loses a connection. The table outlives both; as each may have classes of its own, only
 * types of the JDK are in it.
 */
final class HandOver {
    /**
     * A socket of a client, between two requests or before one.
     *
     * @param sealed what came and is not deciphered yet
     * @param request what came and is not served yet
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Connection(int socket, @Nullable SSLEngine tls, byte[] sealed, byte[] request) {
        private static Connection of(Object[] parts) {
            SSLEngine tls = parts[1] instanceof SSLEngine engine ? engine : null;
            byte[] sealed = (byte[]) parts[2];
            byte[] request = (byte[]) parts[3];
            return new Connection((Integer) parts[0], tls, sealed, request);
        }

        private @Nullable Object[] parts() {
            return new @Nullable Object[] {socket, tls, sealed, request};
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final String MARK = "apim.gateway.sockets";
    /** Of what is in the table. */
    private static final String FORM = "1";

    private final Map<String, Object> table;

    HandOver(Map<String, Object> table) {
        this.table = table;
    }

    /** By a table of this process, which the framework keeps for as long as it runs. */
    static HandOver of(BundleContext context) {
        BundleContext framework = context.getBundle(0).getBundleContext();
        try {
            for (ServiceReference<?> known : framework.getServiceReferences(Map.class, "(" + MARK + "=" + FORM + ")")) {
                @SuppressWarnings("unchecked") // registered below, by this or an earlier transport
                Map<String, Object> table = (Map<String, Object>) framework.getService(known);
                if (table != null) {
                    return new HandOver(table);
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Object> table = new HashMap<>();
        framework.registerService(Map.class, table, FrameworkUtil.asDictionary(Map.of(MARK, FORM)));
        return new HandOver(table);
    }

    /** The bundle of this class; null outside of a framework. */
    static @Nullable Bundle own() {
        return FrameworkUtil.getBundle(HandOver.class);
    }

    /** Whether the bundle of this class stops because the whole framework does, so that nobody comes next. */
    static boolean isTheEnd() {
        Bundle own = own();
        BundleContext context = own == null ? null : own.getBundleContext();
        return context == null || context.getBundle(0).getState() == Bundle.STOPPING;
    }

    /**
     * Leaves a socket that listens at the place. Who had the place gets no more connections.
     *
     * @return what to {@link #expire} it by
     */
    Object leave(String place, int socket) {
        Object[] left = {socket};
        synchronized (table) {
            table.remove(place + " heir");
            table.put(place + " socket", left);
        }
        return left;
    }

    /**
     * Leaves a connection that came through the socket of the place: for who has it now, or will have it. It is closed if
     * nobody has it, and nobody will.
     */
    void leave(String place, Connection connection) {
        @Nullable Object[] parts = connection.parts();
        Consumer<Object[]> heir;
        synchronized (table) {
            heir = heir(place);
            if (heir == null && table.containsKey(place + " socket")) {
                waiting(place).add(parts);
                return;
            }
        }
        if (heir == null) {
            close(connection.socket());
        } else {
            heir.accept(parts);
        }
    }

    /**
     * Takes the socket that listens at the place.
     *
     * @param heir gets the connections that came through it: those that are left already, and those that are to come
     * @return null if none was left
     */
    @Nullable Integer take(String place, Consumer<Connection> heir) {
        Consumer<Object[]> unwrapping = parts -> heir.accept(Connection.of(parts));
        synchronized (table) {
            Object left = table.remove(place + " socket");
            if (left == null) {
                return null;
            }
            table.put(place + " heir", unwrapping);
            return (Integer) ((Object[]) left)[0];
        }
    }

    /** Gives the connections that were left before somebody took the place to him. */
    void deliver(String place) {
        Consumer<Object[]> heir;
        Queue<Object[]> left;
        synchronized (table) {
            heir = heir(place);
            left = heir == null ? new ArrayDeque<>() : waiting(place);
            if (heir != null) {
                table.remove(place + " waiting");
            }
        }
        if (heir != null) {
            left.forEach(heir);
        }
    }

    /** Who took the place gets no more connections; those that were not delivered are closed. */
    void resign(String place) {
        Queue<Object[]> undelivered;
        synchronized (table) {
            table.remove(place + " heir");
            undelivered = waiting(place);
            table.remove(place + " waiting");
        }
        closeAll(undelivered);
    }

    /** Closes what nobody has taken. */
    void expire(String place, Object left) {
        Queue<Object[]> connections;
        synchronized (table) {
            if (table.get(place + " socket") != left) {
                return;
            }
            table.remove(place + " socket");
            connections = waiting(place);
            table.remove(place + " waiting");
        }
        close((Integer) ((Object[]) left)[0]);
        closeAll(connections);
    }

    private static void closeAll(Queue<Object[]> connections) {
        connections.forEach(parts -> close(Connection.of(parts).socket()));
    }

    @SuppressWarnings("unchecked") // put in by this class only
    private @Nullable Consumer<Object[]> heir(String place) {
        return (Consumer<Object[]>) table.get(place + " heir");
    }

    @SuppressWarnings("unchecked") // put in here only
    private Queue<Object[]> waiting(String place) {
        return (Queue<Object[]>) table.computeIfAbsent(place + " waiting", first -> new ArrayDeque<Object[]>());
    }

    private static void close(int socket) {
        try {
            new FileDescriptor(socket).close();
        } catch (IOException e) {
            LOG.debug("A socket that nobody took over was closed already", e);
        }
    }
}
