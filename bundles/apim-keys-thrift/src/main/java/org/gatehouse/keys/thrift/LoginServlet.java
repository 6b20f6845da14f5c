package org.gatehouse.keys.thrift;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.keys.KeyValidator;
import org.gatehouse.domain.keys.TokenSecret;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.front.BehindFront;
import org.gatehouse.front.Body;
import org.gatehouse.keys.thrift.wire.AuthenticatorService;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /thriftAuthenticator}: a Thrift message in compact protocol in the body of a POST, answered in kind. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=" + LoginServlet.PATH)
@Component(service = BehindFront.class)
@HttpWhiteboardServletName("apim-keys-thrift-login")
@HttpWhiteboardServletPattern(LoginServlet.PATH)
public final class LoginServlet extends HttpServlet implements BehindFront {
    static final String PATH = "/thriftAuthenticator";
    static final int MAX_BYTES = 16 * 1024;

    private final transient LoginService service;

    /** For a key manager; where there is none, there is nothing to log in to. */
    @Activate
    public LoginServlet(
            @Reference Authenticator authenticator,
            @Reference Sessions sessions,
            @Reference TokenSecret secret,
            @Reference(target = "(" + KeyValidator.VIA + "=" + KeyValidator.ORIGIN + ")") KeyValidator keyManager) {
        this(new LoginService(authenticator, new MachineIdentity(secret, InstantSource.system()), sessions));
    }

    LoginServlet(LoginService service) {
        this.service = service;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Body body = Body.of(request);
        body.limit(MAX_BYTES);
        byte[] asked = body.bytes();
        try {
            TMemoryBuffer answer = new TMemoryBuffer(256);
            TProcessor processor = new AuthenticatorService.Processor<AuthenticatorService.Iface>(
                    (user, password) -> service.authenticate(user, password, from(request)));
            processor.process(compact(asked), new TCompactProtocol(answer));
            response.setContentType("application/x-thrift");
            response.setContentLength(answer.length());
            response.getOutputStream().write(answer.getArray(), 0, answer.length());
        } catch (TException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static Origin from(HttpServletRequest request) {
        return Origin.of(request.getRemoteAddr(), request::getHeader, "Thrift log-in");
    }

    private static TProtocol compact(byte[] message) throws TException {
        return new TCompactProtocol(new TMemoryInputTransport(message), MAX_BYTES, MAX_BYTES);
    }
}
