package org.gatehouse.soap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMNamespace;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.domain.parts.PeerAccess;
import org.gatehouse.domain.tls.TlsIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The key manager over SOAP: slower than Thrift, but plain HTTPS that any balancer understands. */
@Component(
        service = KeyValidator.class,
        configurationPid = "apim.keys.soap.client",
        property = KeyValidator.VIA + "=" + KeyValidator.SOAP)
@Designate(ocd = SoapKeyValidator.Config.class)
public final class SoapKeyValidator implements KeyValidator {
    private static final int MOST_BYTES = 4 << 20;

    /** Where the key manager is. */
    @ObjectClassDefinition(name = "API Manager: key validation over SOAP, client")
    public @interface Config {
        /** The key manager's services. */
        @AttributeDefinition(description = "Address of the key manager's services.")
        String server_url() default "https://localhost:9443/services/";

        /** Who asks. */
        @AttributeDefinition(
                description = "The user as which the gateway asks, where the key manager is not of this installation.")
        String username() default "admin";

        /** With which password. */
        @AttributeDefinition(description = "That user's password.", type = AttributeType.PASSWORD)
        String password() default "admin";

        /** Patience for one question. */
        @AttributeDefinition(
                description = "Within which time an answer is there or given up, in milliseconds.",
                min = "1",
                max = "600000")
        int timeout_ms() default 10_000;
    }

    private final HttpClient http;
    private final MachineIdentity part;
    private volatile Settings settings;

    /** What the configuration comes to. */
    record Settings(URI service, PeerAccess access, Duration timeout) {
        static Settings of(Config config, MachineIdentity part) {
            String base = config.server_url().strip();
            return new Settings(
                    URI.create(base.endsWith("/") ? base : base + "/").resolve(KeyValidationService.NAME),
                    new PeerAccess(part, config.username(), config.password()),
                    Duration.ofMillis(config.timeout_ms()));
        }

        @Override
        public String toString() {
            return "Settings[" + service + ", ****, " + timeout + "]";
        }
    }

    /** As configured. */
    @Activate
    public SoapKeyValidator(@Reference TlsIdentity tls, @Reference TokenSecret secret, Config config) {
        this(
                HttpClient.newBuilder()
                        .sslContext(tls.client())
                        .connectTimeout(Duration.ofSeconds(3))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                new MachineIdentity(secret, InstantSource.system()),
                config);
    }

    SoapKeyValidator(HttpClient http, MachineIdentity part, Config config) {
        this.http = http;
        this.part = part;
        this.settings = Settings.of(config, part);
    }

    /** From now on as configured. */
    @Modified
    public void modified(Config config) {
        settings = Settings.of(config, part);
    }

    @Override
    public Verdict verdict(KeyRequest request) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("context", request.context());
        arguments.put("version", request.version());
        arguments.put("accessToken", request.accessToken());
        arguments.put("requiredAuthenticationLevel", request.level().stored());
        String domain = request.clientDomain();
        if (domain != null) {
            arguments.put("clientDomain", domain);
        }
        arguments.put("matchingResource", request.resource());
        arguments.put("httpVerb", request.verb());
        List<Verdict> verdicts = ask("validateKey", arguments, KeyBeans::verdict);
        if (verdicts.size() != 1) {
            throw unavailable("gave no verdict");
        }
        return verdicts.get(0);
    }

    @Override
    public List<ApiResource> resources(String context, String version) {
        return ask("getAllURITemplates", Map.of("context", context, "version", version), KeyBeans::resource);
    }

    private interface Reader<T> {
        T read(OMElement bean);
    }

    private <T> List<T> ask(String operation, Map<String, String> arguments, Reader<T> reader) {
        try {
            byte[] envelope = Library.with(() -> envelope(operation, arguments));
            Settings now = settings;
            for (PeerAccess.Way way : now.access().ways()) {
                Optional<List<T>> answers =
                        Library.with(() -> answers(operation, sent(operation, now, way, envelope), reader));
                if (answers.isPresent()) {
                    now.access().taken(way);
                    return answers.get();
                }
            }
            throw unavailable("lets in " + now.access());
        } catch (IOException e) {
            throw unavailable("cannot be reached (" + e + ")", e);
        }
    }

    private static byte[] envelope(String operation, Map<String, String> arguments) throws IOException {
        SOAPFactory factory = OMAbstractFactory.getSOAP11Factory();
        SOAPEnvelope envelope = factory.getDefaultEnvelope();
        OMNamespace namespace = factory.createOMNamespace(KeyValidationService.WRAPPERS, "xsd");
        OMElement call = factory.createOMElement(operation, namespace, envelope.getBody());
        arguments.forEach(
                (name, value) -> factory.createOMElement(name, namespace, call).setText(value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        Envelopes.write(envelope, bytes);
        return bytes.toByteArray();
    }

    private HttpResponse<InputStream> sent(String operation, Settings now, PeerAccess.Way way, byte[] envelope)
            throws IOException {
        HttpRequest request = HttpRequest.newBuilder(now.service())
                .timeout(now.timeout())
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"urn:" + operation + "\"")
                .header("Authorization", now.access().authorization(way))
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was being asked when this server stopped", e);
        }
    }

    /** Empty if it has not let us in. */
    private <T> Optional<List<T>> answers(String operation, HttpResponse<InputStream> response, Reader<T> reader)
            throws IOException {
        byte[] body;
        try (InputStream in = response.body()) {
            body = in.readNBytes(MOST_BYTES + 1);
        }
        if (body.length > MOST_BYTES) {
            throw unavailable("answered with more than " + MOST_BYTES + " bytes");
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            return Optional.empty();
        }
        try {
            SOAPEnvelope envelope = AxiomXml.envelope(body);
            if (envelope.getBody().hasFault()) {
                String reason =
                        String.valueOf(envelope.getBody().getFault().getReason().getText());
                if (reason.startsWith("Access Denied")) {
                    return Optional.empty();
                }
                throw unavailable("answered: " + reason);
            }
            OMElement answer = envelope.getBody().getFirstElement();
            if (answer == null || !answer.getLocalName().equals(operation + "Response")) {
                throw unavailable("answered something else than " + operation + "Response");
            }
            return Optional.of(Call.children(answer).stream().map(reader::read).toList());
        } catch (OMException e) {
            throw unavailable("answered with status " + response.statusCode() + ", not with SOAP", e);
        }
    }

    private Unavailable unavailable(String what) {
        return new Unavailable(about(what));
    }

    private Unavailable unavailable(String what, Throwable cause) {
        return new Unavailable(about(what), cause);
    }

    private String about(String what) {
        return "The key manager at " + settings.service().getAuthority() + " " + what;
    }
}
