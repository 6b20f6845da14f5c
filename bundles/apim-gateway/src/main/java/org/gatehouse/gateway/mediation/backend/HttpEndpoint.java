package org.gatehouse.gateway.mediation.backend;

import java.util.Set;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.SynapseException;
import org.apache.synapse.endpoints.AddressEndpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.gatehouse.gateway.mediation.message.BadMessage;
import org.gatehouse.gateway.mediation.message.Conversation;
import org.gatehouse.gateway.transport.SendFailure;
import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code address} endpoint: Synapse's timeouts and suspension, with an address that is taken apart
 * once and may have {@code {uri.var.x}} in it.
 *
 * <p>Where its XML names no error codes, Synapse suspends it on whatever fails. Here one call does that only if it shows
 * that the back end is away: no connection, or no answer in time. Where the back end took the request and broke off, or did
 * not speak HTTP, or where a client's values say which host it is, the request may have been the reason ({@link Doubts}).
 */
public final class HttpEndpoint extends AddressEndpoint {
    private static final String SPARED = "org.gatehouse.gateway.spared";
    private static final Set<Integer> BROKEN_OFF = Set.of(
            SendFailure.WRITE.code(), SendFailure.READ.code(), SendFailure.CLOSED.code(), SendFailure.PROTOCOL.code());

    private final AddressTemplate address;
    private final boolean variable;
    private final boolean variableHost;
    private final @Nullable String method;
    private volatile @Nullable Doubts doubts;

    /**
     * Makes it.
     *
     * @param address URL, possibly with variables
     * @param method the HTTP method to call with; null for the request's
     */
    public HttpEndpoint(String name, EndpointDefinition definition, String address, @Nullable String method) {
        // Synapse's statistics would take a timer task and a management bean for each endpoint of each resource.
        setEnableMBeanStats(false);
        setName(name);
        definition.setAddress(address);
        setDefinition(definition);
        this.address = new AddressTemplate(address);
        this.variable = address.indexOf('{') >= 0;
        this.variableHost = hasVariableHost(address);
        this.method = method;
    }

    private static boolean hasVariableHost(String address) {
        int scheme = address.indexOf("://");
        int end = Math.max(scheme, 0) + "://".length();
        while (scheme >= 0 && end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        int brace = address.indexOf('{');
        return brace >= 0 && (scheme < 0 || brace < end);
    }

    /**
     * The address for a message.
     *
     * @throws BadMessage if a value of the request does not fit where it stands
     */
    public BackendAddress address(MessageContext message, Sources sources) {
        try {
            return address.resolve(message, sources);
        } catch (SynapseException none) {
            throw variable && !(none instanceof BadMessage)
                    ? new BadMessage(String.valueOf(none.getMessage()), none)
                    : none;
        }
    }

    /** The HTTP method to call with; null for the request's. */
    public @Nullable String method() {
        return method;
    }

    @Override
    public void onSuccess() {
        if (doubts != null) {
            doubts = null;
        }
        super.onSuccess();
    }

    @Override
    public void onFault(MessageContext message) {
        message.setProperty(SPARED, isSpareable(message) && !isBelieved(message));
        super.onFault(message);
    }

    @Override
    protected boolean isTimeout(MessageContext message) {
        return !isSpared(message) && super.isTimeout(message);
    }

    @Override
    protected boolean isSuspendFault(MessageContext message) {
        return !isSpared(message) && super.isSuspendFault(message);
    }

    private static boolean isSpared(MessageContext message) {
        return Boolean.TRUE.equals(message.getProperty(SPARED));
    }

    /** Whether the endpoint's XML leaves it open what the failure counts for. */
    private boolean isSpareable(MessageContext message) {
        Object code = message.getProperty(SynapseConstants.ERROR_CODE);
        EndpointDefinition rule = getDefinition();
        boolean named = rule.getTimeoutErrorCodes().contains(code)
                || rule.getSuspendErrorCodes().contains(code);
        // Written retries are a rule of their own for what Synapse takes for a timeout.
        boolean retried = rule.getRetriesOnTimeoutBeforeSuspend() > 0
                && rule.getTimeoutErrorCodes().isEmpty()
                && Integer.valueOf(SendFailure.CLOSED.code()).equals(code);
        return code != null && !named && !retried && (variableHost || BROKEN_OFF.contains(code));
    }

    /** One of many hosts says nothing of the others. */
    private boolean isBelieved(MessageContext message) {
        return !variableHost && doubts().add(client(message));
    }

    private synchronized Doubts doubts() {
        Doubts known = doubts;
        if (known == null) {
            known = new Doubts();
            doubts = known;
        }
        return known;
    }

    private static String client(MessageContext message) {
        Conversation call = Conversation.of(message);
        return call == null ? "" : call.exchange().remoteAddress();
    }
}
