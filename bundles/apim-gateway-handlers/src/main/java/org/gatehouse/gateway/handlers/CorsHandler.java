package org.gatehouse.gateway.handlers;

import java.util.List;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.handlers.cors.CorsPolicy;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.spi.NonBlocking;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Answers preflight requests, and tells the sequence {@value #SEQUENCE} what to put on answers.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch standard, CORS protocol</a>
 */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.security.CORSRequestHandler")
public final class CorsHandler implements Handler, NonBlocking {
    static final String SEQUENCE = "_cors_request_handler_";
    static final String ORIGIN = "Access-Control-Allow-Origin";
    static final String METHODS = "Access-Control-Allow-Methods";
    static final String HEADERS = "Access-Control-Allow-Headers";
    private static final String VARY = "Vary";
    static final String ENABLED = "CORSConfiguration.Enabled";

    private final CorsPolicy policy;
    private List<String> ownOrigins = List.of();
    private String ownHeaders = "";
    private boolean inline;

    /** For one API. */
    @Activate
    public CorsHandler(@Reference CorsPolicy policy) {
        this.policy = policy;
    }

    /** {@code INLINE} if the API's own sequence answers, {@code ENDPOINT} if a back end does. */
    public void setInline(String implementation) {
        inline = implementation.equalsIgnoreCase("INLINE");
    }

    /** Headers that requests to this API may have; {@code *} for whatever they ask for. */
    public void setAllowHeaders(String headers) {
        ownHeaders = headers.trim();
    }

    /** Origins that may call this API, with commas between. */
    public void setAllowedOrigins(String origins) {
        ownOrigins = CorsPolicy.list(origins);
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        String verbs = message.text(CallProperties.PATH_VERBS);
        prepare(message, verbs);
        if (verbs != null && message.resource() == null && message.verb().equals("OPTIONS")) {
            Answer.empty(message, 200, SEQUENCE);
            return false;
        }
        return !inline || Sequences.run(message, SEQUENCE);
    }

    /** Whether it is a browser that asks what a page may do. It does so without a token, whatever the resource wants. */
    static boolean isPreflight(Message message) {
        return "true".equals(message.text(ENABLED))
                && message.verb().equals("OPTIONS")
                && message.header("Origin") != null
                && message.header("Access-Control-Request-Method") != null
                && message.header("Authorization") == null;
    }

    @Override
    public boolean handleResponse(MessageContext context) {
        Message message = new Message(context);
        if (policy.dependsOnOrigin(ownOrigins)) {
            varyByOrigin(message);
        }
        return Sequences.run(message, SEQUENCE);
    }

    /** Beside what the back end said (RFC 9110 §12.5.5). */
    private static void varyByOrigin(Message message) {
        String said = message.header(VARY);
        if (said == null || said.isBlank()) {
            message.headers().put(VARY, "Origin");
        } else if (CorsPolicy.list(said).stream()
                .noneMatch(name -> name.equals("*") || name.equalsIgnoreCase("Origin"))) {
            message.headers().put(VARY, said + ", Origin");
        }
    }

    private void prepare(Message message, @Nullable String verbs) {
        message.set(ENABLED, Boolean.toString(policy.isEnabled()));
        if (!policy.isEnabled()) {
            return;
        }
        message.set(ORIGIN, policy.origin(message.header("Origin"), ownOrigins));
        message.set(METHODS, policy.methods(verbs));
        message.set(HEADERS, headers(message));
    }

    private String headers(Message message) {
        if (ownHeaders.isEmpty()) {
            return policy.headers();
        }
        String asked = ownHeaders.equals("*") ? message.header("Access-Control-Request-Headers") : ownHeaders;
        return asked == null ? policy.headers() : asked;
    }
}
