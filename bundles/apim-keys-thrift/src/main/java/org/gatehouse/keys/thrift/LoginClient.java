package org.gatehouse.keys.thrift;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.gatehouse.domain.parts.PeerAccess;
import org.gatehouse.keys.thrift.wire.AuthenticationException;
import org.gatehouse.keys.thrift.wire.AuthenticatorService;

/** Gets sessions from a key manager, by a message in compact protocol over HTTPS. */
final class LoginClient {
    private static final int MAX_BYTES = 64 * 1024;

    private final KeyManagerAddress address;
    private final PeerAccess access;
    private final HttpClient http;

    LoginClient(KeyManagerAddress address, PeerAccess access, SSLContext tls, Duration timeout) {
        this.address = address;
        this.access = access;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * A new session's id.
     *
     * @throws AuthenticationException if no way in was taken, with the reason for the one that was tried first
     */
    String login(Deadline deadline) throws IOException, TException {
        AuthenticationException refusal = null;
        for (PeerAccess.Way way : access.ways()) {
            try {
                String session = login(access.name(way), access.password(way), deadline);
                access.taken(way);
                return session;
            } catch (AuthenticationException refused) {
                refusal = refusal == null ? refused : refusal;
            }
        }
        throw Objects.requireNonNull(refusal);
    }

    private String login(String username, String password, Deadline deadline) throws IOException, TException {
        TMemoryBuffer asked = new TMemoryBuffer(256);
        TMemoryInputTransport answered = new TMemoryInputTransport();
        AuthenticatorService.Client client = new AuthenticatorService.Client(
                new TCompactProtocol(answered, MAX_BYTES, MAX_BYTES), new TCompactProtocol(asked));
        client.send_authenticate(username, password);
        answered.reset(post(Arrays.copyOf(asked.getArray(), asked.length()), deadline));
        return client.recv_authenticate();
    }

    private byte[] post(byte[] body, Deadline deadline) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address.login())
                .timeout(Duration.ofMillis(deadline.millisLeft()))
                .header("Content-Type", "application/x-thrift")
                .header("Accept", "application/x-thrift")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("log-in at " + address.login() + " answered " + response.statusCode());
                }
                return in.readNBytes(MAX_BYTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while logging in");
        }
    }
}
