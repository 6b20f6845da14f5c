package org.gatehouse.keys.thrift;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.thrift.TException;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.parts.PeerAccess;
import org.gatehouse.domain.tls.TlsIdentity;
import org.gatehouse.keys.thrift.wire.APIKeyMgtException;
import org.gatehouse.keys.thrift.wire.APIKeyValidationService;
import org.gatehouse.keys.thrift.wire.APIManagementException;
import org.gatehouse.keys.thrift.wire.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** The line to one key manager: its connections and the session on them. */
final class KeyManagerLine implements AutoCloseable {
    private final Settings settings;
    private final PeerAccess access;
    private final ConnectionPool pool;
    private final LoginClient login;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile @Nullable String session;

    KeyManagerLine(Settings settings, TlsIdentity tls, MachineIdentity part) {
        this.settings = settings;
        this.access = new PeerAccess(part, settings.username(), settings.password());
        this.pool = new ConnectionPool(settings.address(), tls.client().getSocketFactory(), settings.connections());
        this.login = new LoginClient(settings.address(), access, tls.client(), settings.timeout());
    }

    /** Something to be asked in a session. */
    interface Question<T> {
        T ask(APIKeyValidationService.Client client, String session) throws TException;
    }

    /**
     * Asks, logging in before if need be.
     *
     * @throws Unavailable naming the key manager's host and port
     */
    <T> T ask(Question<T> question) {
        Deadline deadline = Deadline.in(settings.timeout());
        try {
            String known = session(null, deadline);
            try {
                return pool.ask(client -> question.ask(client, known), deadline);
            } catch (APIKeyMgtException e) {
                if (!KeyService.INVALID_SESSION.equals(e.getMessage())) {
                    throw e;
                }
            }
            String fresh = session(known, deadline);
            return pool.ask(client -> question.ask(client, fresh), deadline);
        } catch (AuthenticationException e) {
            throw unavailable("lets in " + access, e);
        } catch (APIKeyMgtException | APIManagementException e) {
            throw unavailable("could not answer", e);
        } catch (IOException | TException e) {
            throw unavailable(
                    "gave no answer"
                            + (deadline.isPast()
                                    ? " within " + settings.timeout().toMillis() + " ms"
                                    : ""),
                    e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The session, a new one if there is none or only the one that has ended. One caller logs in, the others wait. */
    private String session(@Nullable String ended, Deadline deadline) throws IOException, TException {
        String known = session;
        if (known != null && !known.equals(ended)) {
            return known;
        }
        if (!awaitTurn(deadline)) {
            throw new SocketTimeoutException("another call is still logging in");
        }
        try {
            known = session;
            if (known != null && !known.equals(ended)) {
                return known;
            }
            String fresh = login.login(deadline);
            session = fresh;
            return fresh;
        } finally {
            loggingIn.unlock();
        }
    }

    private boolean awaitTurn(Deadline deadline) throws IOException {
        try {
            return loggingIn.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while logging in");
        }
    }

    private Unavailable unavailable(String what, Exception cause) {
        return new Unavailable("Key manager " + settings.address() + " " + what + ": " + reason(cause), cause);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getMessage() == null && root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** How to reach it. */
    record Settings(KeyManagerAddress address, String username, String password, Duration timeout, int connections) {
        @Override
        public String toString() {
            return "Settings[" + address + ", " + username + ", ****, " + timeout + ", " + connections + "]";
        }
    }
}
