package org.gatehouse.gateway.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.parts.PeerAccess;
import org.w3c.dom.Element;

/** Calls the SOAP services of one environment, as a part of this installation or as the user whom its configuration names. */
final class SoapClient {
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final RemoteEnvironment environment;
    private final HttpClient http;
    private final PeerAccess access;

    SoapClient(RemoteEnvironment environment, SSLContext tls, MachineIdentity part) {
        this.environment = environment;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.access = new PeerAccess(part, environment.username(), environment.password());
    }

    /**
     * The {@code return} element of the answer; empty if there is none or it is nil.
     *
     * @throws Invalid if the service answers with a fault
     * @throws Unavailable if it cannot be reached, or does not let this user in
     */
    Optional<Element> call(SoapCall call) {
        return send(call).flatMap(SoapAnswer::value);
    }

    /** All {@code return} elements of the answer; throws as {@link #call}. */
    List<Element> all(SoapCall call) {
        return send(call).map(SoapAnswer::values).orElse(List.of());
    }

    private Optional<SoapAnswer> send(SoapCall call) {
        for (PeerAccess.Way way : access.ways()) {
            try {
                Optional<SoapAnswer> answer = send(call, way);
                access.taken(way);
                return answer;
            } catch (NotLetIn refused) {
                // Then the other way.
            }
        }
        throw unavailable("lets in " + access);
    }

    private Optional<SoapAnswer> send(SoapCall call, PeerAccess.Way way) throws NotLetIn {
        HttpRequest request = HttpRequest.newBuilder(environment.services().resolve(call.service()))
                .timeout(ANSWER)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"urn:" + call.operation() + "\"")
                .header("Authorization", access.authorization(way))
                .POST(HttpRequest.BodyPublishers.ofString(call.envelope()))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = response.body()) {
                body = in.readNBytes(MOST_BYTES + 1);
            }
            return answer(call, response.statusCode(), body);
        } catch (IOException e) {
            throw unavailable("cannot be reached at " + environment.services().getAuthority() + " (" + reason(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was being called when this server stopped");
        }
    }

    private Optional<SoapAnswer> answer(SoapCall call, int status, byte[] body) throws NotLetIn {
        if (status == 401 || status == 403) {
            throw new NotLetIn();
        }
        if (status == SERVICE_UNAVAILABLE) {
            // Its web server is up, and what serves this is not yet, or not just now.
            throw unavailable("has no " + call.service() + " at the moment (status " + status + ")");
        }
        if (body.length > MOST_BYTES) {
            throw unavailable("answered " + call.operation() + " with more than " + MOST_BYTES + " bytes");
        }
        if (body.length == 0 && status / 100 == 2) {
            return Optional.empty();
        }
        SoapAnswer answer;
        try {
            answer = SoapAnswer.read(body);
        } catch (IOException e) {
            throw unavailable("answered " + call.operation() + " with status " + status + ", not with SOAP");
        }
        Optional<String> fault = answer.fault();
        if (fault.isPresent()) {
            if (fault.get().startsWith("Access Denied")) {
                throw new NotLetIn();
            }
            throw new Invalid(fault.get());
        }
        return Optional.of(answer);
    }

    /** The services are there, but not for whom we say we are. */
    private static final class NotLetIn extends Exception {
        private NotLetIn() {
            super("not let in", null, false, false);
        }
    }

    private Unavailable unavailable(String what) {
        return new Unavailable("The gateway of " + environment.name() + " " + what);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
