package org.gatehouse.keys.thrift;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TTransportException;
import org.gatehouse.keys.thrift.wire.APIKeyMgtException;
import org.gatehouse.keys.thrift.wire.APIKeyValidationService;
import org.gatehouse.keys.thrift.wire.APIManagementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to one key manager: never more than so many, the one used last is used first. */
final class ConnectionPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);
    /** An API with a thousand resources answers within it. */
    private static final int MAX_MESSAGE_BYTES = 4 << 20;

    private static final int MAX_STRING_BYTES = 1 << 20;
    private static final int MAX_CONTAINER = 100_000;

    /** Before it is tried once more: short, since whoever called is waiting. */
    private static final long[] PAUSES_MILLIS = {10, 100};

    private final KeyManagerAddress address;
    private final SocketFactory plain;
    private final SSLSocketFactory tls;
    private final int most;
    private final Semaphore permits;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ConnectionPool(KeyManagerAddress address, SSLSocketFactory tls, int most) {
        this(address, SocketFactory.getDefault(), tls, most);
    }

    ConnectionPool(KeyManagerAddress address, SocketFactory plain, SSLSocketFactory tls, int most) {
        this.address = address;
        this.plain = plain;
        this.tls = tls;
        this.most = most;
        this.permits = new Semaphore(most);
    }

    /** Something to be asked on a connection. */
    interface Question<T> {
        T ask(APIKeyValidationService.Client client) throws TException;
    }

    /**
     * Asks on a pooled connection, and on new ones if it turns out to be dead: where several servers share the address, a new
     * one, too, may come to one that is about to end. Where nobody listens it does not try again.
     */
    <T> T ask(Question<T> question, Deadline deadline) throws IOException, TException {
        awaitPermit(deadline);
        try {
            Connection pooled = idle.pollFirst();
            if (pooled != null) {
                try {
                    return ask(question, pooled, deadline);
                } catch (TTransportException e) {
                    if (deadline.isPast()) {
                        throw e;
                    }
                    // The others are at least as old.
                    LOG.debug("Connections to {} are stale", address, e);
                    closeIdle();
                }
            }
            for (long pause : PAUSES_MILLIS) {
                try {
                    return ask(question, connected(deadline), deadline);
                } catch (ConnectException refused) {
                    // Others wait for the permit, and a moment later nobody would be there either.
                    throw refused;
                } catch (IOException e) {
                    if (deadline.isPast()) {
                        throw e;
                    }
                    LOG.debug("No connection to {} came about", address, e);
                    pause(pause);
                } catch (TTransportException e) {
                    if (deadline.isPast()) {
                        throw e;
                    }
                    LOG.debug("A new connection to {} ended before it brought an answer", address, e);
                    pause(pause);
                }
            }
            return ask(question, connected(deadline), deadline);
        } finally {
            permits.release();
        }
    }

    /** Ends what is idle now; what is in use ends after its answer. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void awaitPermit(Deadline deadline) throws IOException {
        try {
            if (!permits.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new SocketTimeoutException("all " + most + " connections are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a connection");
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to connect again");
        }
    }

    private <T> T ask(Question<T> question, Connection connection, Deadline deadline) throws TException {
        boolean sound = false;
        try {
            connection.transport().expectMessage(deadline);
            T answer = question.ask(connection.client());
            sound = true;
            return answer;
        } catch (APIKeyMgtException | APIManagementException e) {
            sound = true;
            throw e;
        } finally {
            if (sound) {
                putBack(connection);
            } else {
                connection.transport().close();
            }
        }
    }

    private void putBack(Connection connection) {
        idle.addFirst(connection);
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        for (Connection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            next.transport().close();
        }
    }

    private Connection connected(Deadline deadline) throws IOException, TException {
        Socket socket = plain.createSocket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), deadline.millisLeft());
            SSLSocket secured = (SSLSocket) tls.createSocket(socket, address.host(), address.port(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            secured.setSSLParameters(parameters);
            secured.setSoTimeout(deadline.millisLeft());
            secured.startHandshake();
            return Connection.over(SocketTransport.over(secured, MAX_MESSAGE_BYTES, () -> {}));
        } catch (IOException | TException e) {
            socket.close();
            throw e;
        }
    }

    private record Connection(SocketTransport transport, APIKeyValidationService.Client client) {
        static Connection over(SocketTransport transport) {
            return new Connection(
                    transport,
                    new APIKeyValidationService.Client(
                            new TBinaryProtocol(transport, MAX_STRING_BYTES, MAX_CONTAINER, true, true)));
        }
    }
}
