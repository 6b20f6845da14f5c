package org.gatehouse.keys.thrift;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.thrift.transport.TServerTransport;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** Accepts TLS connections. The handshake is left to the thread that reads first, so that a slow one holds up nobody. */
final class TlsListener extends TServerTransport {
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;
    private static final int BACKLOG = 128;

    private final SSLSocketFactory tls;
    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    TlsListener(SSLSocketFactory tls, String host, int port) throws IOException {
        this.tls = tls;
        this.socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void listen() {
        // Bound since it was made.
    }

    @Override
    public TTransport accept() throws TTransportException {
        Socket plain;
        try {
            plain = socket.accept();
        } catch (IOException e) {
            if (!socket.isClosed()) {
                // Out of file handles, say: asking again at once would not help.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            throw new TTransportException(e);
        }
        try {
            return secured(plain);
        } catch (IOException e) {
            forget(plain);
            throw new TTransportException(e);
        }
    }

    private TTransport secured(Socket plain) throws IOException, TTransportException {
        connections.add(plain);
        if (socket.isClosed()) {
            forget(plain);
        }
        plain.setTcpNoDelay(true);
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, null, true);
        secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return SocketTransport.over(secured, MAX_MESSAGE_BYTES, () -> connections.remove(plain));
    }

    /** Ends every connection as well: whoever waits on one gets to know. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
        connections.forEach(this::forget);
    }

    @Override
    public void interrupt() {
        close();
    }

    private void forget(Socket plain) {
        connections.remove(plain);
        try {
            // The socket beneath TLS, since closing the upper one may wait for a thread that writes.
            plain.close();
        } catch (IOException e) {
            // As above.
        }
    }
}
