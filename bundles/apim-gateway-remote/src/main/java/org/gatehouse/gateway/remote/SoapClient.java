package org.gatehouse.gateway.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.w3c.dom.Element;

/** Calls the SOAP services of one environment, as the user whom its configuration names. */
final class SoapClient {
    private static final int MOST_BYTES = 16 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final RemoteEnvironment environment;
    private final HttpClient http;
    private final String authorization;

    SoapClient(RemoteEnvironment environment, SSLContext tls) {
        this.environment = environment;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((environment.username() + ":" + environment.password())
                                .getBytes(StandardCharsets.UTF_8));
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
        HttpRequest request = HttpRequest.newBuilder(environment.services().resolve(call.service()))
                .timeout(ANSWER)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"urn:" + call.operation() + "\"")
                .header("Authorization", authorization)
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

    private Optional<SoapAnswer> answer(SoapCall call, int status, byte[] body) {
        if (status == 401 || status == 403) {
            throw unavailable("does not let " + environment.username() + " in");
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
        answer.fault().ifPresent(fault -> {
            if (fault.startsWith("Access Denied")) {
                throw unavailable("does not let " + environment.username() + " in");
            }
            throw new Invalid(fault);
        });
        return Optional.of(answer);
    }

    private Unavailable unavailable(String what) {
        return new Unavailable("The gateway of " + environment.name() + " " + what);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
