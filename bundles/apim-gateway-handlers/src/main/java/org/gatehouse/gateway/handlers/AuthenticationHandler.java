package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.gateway.handlers.security.Admission;
import org.gatehouse.gateway.handlers.security.AssertionHeader;
import org.gatehouse.gateway.handlers.security.CachingKeyValidator;
import org.gatehouse.gateway.handlers.security.Call;
import org.gatehouse.gateway.handlers.security.Credentials;
import org.gatehouse.gateway.handlers.security.Gate;
import org.gatehouse.gateway.spi.CallProperties;
import org.gatehouse.gateway.spi.NonBlocking;
import org.gatehouse.gateway.spi.TryLater;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Lets calls with a good token through, and says on the message whose it is. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPid = "apim.gateway.security",
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.security.APIAuthenticationHandler")
@Designate(ocd = AuthenticationHandler.Config.class)
public final class AuthenticationHandler implements Handler, NonBlocking {
    /** The headers that matter. */
    @ObjectClassDefinition(name = "API Manager: gateway: authentication")
    public @interface Config {
        /** Client domain. */
        @AttributeDefinition(description = "Header that names the domain a call comes from.")
        String client_domain_header() default "referer";

        /** Removal. */
        @AttributeDefinition(description = "Whether the header with the token is kept from the back end.")
        boolean remove_authorization() default true;
    }

    static final String SEQUENCE = "_auth_failure_handler_";
    private static final String AUTHORIZATION = "Authorization";
    private static final String BY_DEFAULT = "WSO2_AM_API_DEFAULT_VERSION";
    private static final String KEY_TYPE = "AM_KEY_TYPE";
    /** What {@link #canRunNow} found out, so that it is not asked for twice. */
    private static final String DECIDED = "apim.admission.decided";

    private final Gate gate;
    private final CachingKeyValidator keys;
    private final String clientDomainHeader;
    private final boolean removesAuthorization;
    private final String assertionHeader;
    private final boolean ownAssertionHeader;

    /** For one API. */
    @Activate
    public AuthenticationHandler(
            @Reference CachingKeyValidator keys, @Reference AssertionHeader assertionHeader, Config config) {
        this(keys, config.client_domain_header(), config.remove_authorization(), assertionHeader);
    }

    AuthenticationHandler(
            CachingKeyValidator keys,
            String clientDomainHeader,
            boolean removesAuthorization,
            AssertionHeader assertionHeader) {
        this.keys = keys;
        this.gate = new Gate(keys);
        this.clientDomainHeader = clientDomainHeader;
        this.removesAuthorization = removesAuthorization;
        this.assertionHeader = assertionHeader.name();
        this.ownAssertionHeader = !this.assertionHeader.equalsIgnoreCase(AssertionHeader.USUAL_NAME);
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        Message asked = new Message(message);
        Admission known = Gate.remembered(call(asked), keys);
        if (known != null) {
            message.setProperty(DECIDED, known);
        }
        return known != null;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        Admission admission =
                context.getProperty(DECIDED) instanceof Admission known ? known : admission(message, context);
        boolean isPreflight = CorsHandler.isPreflight(message);
        message.headers().remove(BY_DEFAULT);
        // Back ends take it for ours.
        message.headers().remove(assertionHeader);
        message.headers().remove(AssertionHeader.SHORT_NAME);
        if (ownAssertionHeader) {
            // The transport knows spellings of the usual name only.
            message.headers().keySet().removeIf(name -> AssertionHeader.isSpelling(name, assertionHeader));
        }
        if (removesAuthorization) {
            message.headers().remove(AUTHORIZATION);
        }
        if (admission instanceof Admission.Denied denied) {
            if (isPreflight) {
                Answer.empty(message, 200, CorsHandler.SEQUENCE);
            } else {
                Answer.fault(message, denied.fault(), SEQUENCE);
            }
            return false;
        }
        message.admit(admission);
        describe(message, admission);
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext message) {
        return true;
    }

    /** A key manager that is being exchanged is asked again, before anybody is turned away. */
    private Admission admission(Message message, MessageContext context) {
        if (context.getProperty(TryLater.LAST) != null) {
            return gate.admit(call(message));
        }
        try {
            return gate.admitIfReached(call(message));
        } catch (Unavailable away) {
            if (keys.isAwayForAMoment()) {
                throw new TryLater(String.valueOf(away.getMessage()));
            }
            return gate.admit(call(message));
        }
    }

    private Call call(Message message) {
        return new Call(
                message.context(),
                message.version(),
                message.isByDefault(),
                message.resource(),
                message.verb(),
                Credentials.bearerToken(message.header(AUTHORIZATION)),
                Credentials.domain(message.header(clientDomainHeader)),
                message.client());
    }

    private void describe(Message message, Admission admission) {
        if (!(admission instanceof Admission.Keyed keyed)) {
            message.set(KEY_TYPE, KeyType.PRODUCTION.name());
            message.set("api.ut.userId", "anonymous");
            return;
        }
        Verdict.Allowed key = keyed.key();
        message.set(KEY_TYPE, key.keyType().name());
        message.set("api.ut.consumerKey", key.consumerKey());
        message.set("api.ut.userId", key.endUser());
        message.set("api.ut.userName", key.endUser());
        if (key.endUserToken() != null) {
            message.headers().put(assertionHeader, key.endUserToken());
            message.set(CallProperties.PERSONAL, true);
        }
    }
}
