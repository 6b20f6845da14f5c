package org.gatehouse.soap;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.soap.SOAPEnvelope;
import org.apache.axiom.soap.SOAPFactory;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.owasp.encoder.Encode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the SOAP services: reads the envelope, finds the service and its operation, looks who is asking, and writes
 * the answer or the fault. Only over HTTPS.
 */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/services")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.pattern=/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=apim-services)",
        })
public final class ServicesServlet extends HttpServlet implements BehindFront {
    private static final Logger LOG = LoggerFactory.getLogger(ServicesServlet.class);
    private static final String SOAP_12 = "application/soap+xml";
    private static final long MOST_BYTES = 8 << 20;
    private static final int FORBIDDEN = HttpServletResponse.SC_FORBIDDEN;
    private static final int FAULT = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

    private final transient Map<String, AdminService> services = new ConcurrentHashMap<>();
    private final transient SignIn signIn;

    /** Without services yet. */
    @Activate
    public ServicesServlet(@Reference Authenticator authenticator, @Reference TokenSecret secret) {
        this(authenticator, new MachineIdentity(secret, InstantSource.system()));
    }

    ServicesServlet(Authenticator authenticator, MachineIdentity part) {
        this.signIn = new SignIn(authenticator, part);
        add(new AuthenticationService(signIn));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(AdminService service) {
        services.put(service.name(), service);
    }

    void remove(AdminService service) {
        services.remove(service.name(), service);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        AdminService service = services.get(serviceName(request));
        if (service == null) {
            text(response, HttpServletResponse.SC_NOT_FOUND, "There is no service at this address");
        } else if (request.getMethod().equals("GET") && "wsdl".equalsIgnoreCase(request.getQueryString())) {
            wsdl(service, request, response);
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            text(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This is a SOAP service: it answers POST only");
        } else if (!request.isSecure()) {
            text(response, FORBIDDEN, "This service is there over HTTPS only");
        } else if (!isSoap(request)) {
            text(
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type: expected text/xml (SOAP 1.1) or " + SOAP_12 + " (SOAP 1.2)");
        } else {
            Library.with(() -> {
                answer(service, request, response);
                return service;
            });
        }
    }

    /** What a client is generated from; the address is where it was asked for, since that is where it can be called. */
    private static void wsdl(AdminService service, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (InputStream in = ServicesServlet.class.getResourceAsStream("wsdl/" + service.name() + ".wsdl")) {
            if (in == null) {
                text(response, HttpServletResponse.SC_NOT_FOUND, "This service has no WSDL");
                return;
            }
            String address = Encode.forXmlAttribute(request.getRequestURL().toString());
            String wsdl = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("@address@", address);
            response.setContentType("text/xml;charset=UTF-8");
            response.getOutputStream().write(wsdl.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The name of the service, also where an endpoint's name is added to it or a tenant stands in front. */
    private static String serviceName(HttpServletRequest request) {
        String path = String.valueOf(request.getPathInfo()).replaceFirst("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        int dot = last.indexOf('.');
        return dot < 0 ? last : last.substring(0, dot);
    }

    private static boolean isSoap(HttpServletRequest request) {
        String type = mediaType(request);
        return type.equals("text/xml") || type.equals(SOAP_12);
    }

    private static String mediaType(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private void answer(AdminService service, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SOAPFactory factory = mediaType(request).equals(SOAP_12)
                ? OMAbstractFactory.getSOAP12Factory()
                : OMAbstractFactory.getSOAP11Factory();
        try {
            Body body = Body.of(request);
            Caller inHead = allowedByHead(service, request, body);
            SOAPEnvelope envelope = Envelopes.open(body, longest(service), request.getCharacterEncoding());
            factory = (SOAPFactory) envelope.getOMFactory();
            Caller caller = inHead == null ? allowedByEnvelope(service, request, envelope, body) : inHead;
            OMElement arguments = Envelopes.complete(envelope, body);
            String operation = operation(service, request, arguments);
            Reply reply = run(service, operation, new Call(arguments, request, caller));
            if (reply == Reply.NONE) {
                response.setStatus(HttpServletResponse.SC_ACCEPTED);
            } else {
                write(HttpServletResponse.SC_OK, Envelopes.response(factory, service, operation, reply), response);
            }
        } catch (SoapFault fault) {
            write(FAULT, Envelopes.fault(factory, fault), response);
        } catch (RuntimeException | StackOverflowError failure) {
            String id = UUID.randomUUID().toString();
            LOG.error("{} failed; correlation id {}", service.name(), id, failure);
            write(
                    FAULT,
                    Envelopes.fault(factory, new SoapFault("Something went wrong; it is noted in the log under " + id)),
                    response);
        }
    }

    /** The one that the action names; else the one that the body names. */
    private static String operation(AdminService service, HttpServletRequest request, OMElement arguments) {
        String action = String.valueOf(request.getHeader("SOAPAction")).replace("\"", "");
        String named = action.substring(action.lastIndexOf(':') + 1);
        String operation = service.operations().containsKey(named) ? named : arguments.getLocalName();
        if (!service.operations().containsKey(operation)) {
            throw new SoapFault("The operation cannot be found: " + operation + " (expected: one of "
                    + service.operations().keySet().stream().sorted().toList() + ")");
        }
        return operation;
    }

    /** Where nobody has to say who he is, everybody is a stranger to the end. */
    private static long longest(AdminService service) {
        return service.isForEverybody() ? Body.FROM_STRANGERS : MOST_BYTES;
    }

    /** Who asks, by the head of the request; with a wrong password nothing more is read. Null if it names nobody. */
    private @Nullable Caller allowedByHead(AdminService service, HttpServletRequest request, Body body) {
        return service.isForEverybody() || !SignIn.isInHead(request)
                ? null
                : allowed(service, signIn.ofHead(request), body);
    }

    /** Who asks, by what of the envelope a stranger may send. Null for a service that is there for everybody. */
    private @Nullable Caller allowedByEnvelope(
            AdminService service, HttpServletRequest request, SOAPEnvelope envelope, Body body) {
        return service.isForEverybody() ? null : allowed(service, signIn.ofEnvelope(request, envelope), body);
    }

    /** Most services run the whole server, so they are for the tenant that owns it. */
    private static Caller allowed(AdminService service, Optional<Caller> caller, Body body) {
        Caller known = caller.orElseThrow(SoapFault::notSignedIn);
        if (!service.admits(known) || !(known.user().inSuperTenant() || service.isForEveryTenant())) {
            throw SoapFault.notAllowed();
        }
        body.allow(MOST_BYTES);
        return known;
    }

    private static Reply run(AdminService service, String name, Call call) {
        AdminService.Operation operation = service.operations().get(name);
        if (operation == null) {
            throw new SoapFault("The operation cannot be found: " + name + " (expected: one of "
                    + service.operations().keySet().stream().sorted().toList() + ")");
        }
        try {
            return operation.run(call);
        } catch (Invalid | Conflict | NotFound | Forbidden | Unavailable refused) {
            throw new SoapFault(AccountSentences.of(refused));
        }
    }

    private static void write(int status, SOAPEnvelope envelope, HttpServletResponse response) throws IOException {
        boolean old = envelope.getOMFactory() == OMAbstractFactory.getSOAP11Factory();
        response.setStatus(status);
        response.setContentType((old ? "text/xml" : SOAP_12) + ";charset=UTF-8");
        Envelopes.write(envelope, response.getOutputStream());
    }

    private static void text(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
