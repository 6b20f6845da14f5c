package org.gatehouse.gateway.mediation.backend;

import org.apache.synapse.MessageContext;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.endpoints.LoadbalanceEndpoint;
import org.jspecify.annotations.Nullable;

/** Shares load among members; where one fails, another gets the message, each once. */
public class BalancedGroup extends LoadbalanceEndpoint {
    private final Attempts attempts = new Attempts();

    /** In the place of Synapse's. */
    @SuppressWarnings("this-escape") // setters of the library, which keep what they are given
    public BalancedGroup(LoadbalanceEndpoint plain) {
        setEnableMBeanStats(false);
        setName(plain.getName());
        setAnonymous(plain.isAnonymous());
        EndpointDefinition definition = plain.getDefinition();
        if (definition != null) {
            setDefinition(definition);
        }
        setErrorHandler(plain.getErrorHandler());
        addProperties(plain.getProperties());
        setAlgorithm(plain.getAlgorithm());
        setFailover(plain.isFailover());
        setChildren(plain.getChildren());
        for (Endpoint member : getChildren()) {
            member.setParentEndpoint(this);
        }
    }

    @Override
    public final void send(MessageContext message) {
        attempts.begin(message);
        Endpoint next = next(message);
        if (next == null) {
            if (getParentEndpoint() == null) {
                Attempts.exhausted(message);
            }
            informFailure(
                    message,
                    Attempts.code(true),
                    "Loadbalance endpoint : " + getName() + " - no ready child endpoints");
            return;
        }
        evaluateProperties(message);
        attempts.sent(next, message);
        message.pushFaultHandler(this);
        next.send(message);
    }

    @Override
    public final void onChildEndpointFail(Endpoint member, MessageContext message) {
        attempts.failed(message);
        super.onChildEndpointFail(member, message);
    }

    private @Nullable Endpoint next(MessageContext message) {
        Endpoint preferred = preferred(message);
        if (preferred != null && attempts.isFree(preferred, message)) {
            return preferred;
        }
        for (int turn = 0; turn < getChildren().size(); turn++) {
            Endpoint next = getNextChild(message);
            if (next == null) {
                return null;
            }
            if (attempts.isFree(next, message)) {
                return next;
            }
        }
        // Some algorithms give the same one again and again.
        for (Endpoint member : getChildren()) {
            if (attempts.isFree(member, message)) {
                return member;
            }
        }
        return null;
    }

    /** The member that the message is to go to if it is free; null for whose turn it is. */
    @Nullable Endpoint preferred(MessageContext message) {
        return null;
    }
}
