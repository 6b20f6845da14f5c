package org.gatehouse.gateway.mediation.backend;

import org.apache.synapse.MessageContext;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.endpoints.FailoverEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Members of which the next is asked where one fails, each once for a message. Synapse's own asks a member again and again
 * that is never suspended.
 */
public final class FailoverGroup extends FailoverEndpoint {
    private final Attempts attempts = new Attempts();
    private volatile @Nullable Endpoint current;

    /** In the place of Synapse's. */
    public FailoverGroup(FailoverEndpoint plain) {
        setEnableMBeanStats(false);
        setName(plain.getName());
        setAnonymous(plain.isAnonymous());
        EndpointDefinition definition = plain.getDefinition();
        if (definition != null) {
            setDefinition(definition);
        }
        setErrorHandler(plain.getErrorHandler());
        addProperties(plain.getProperties());
        setDynamic(plain.isDynamic());
        setChildren(plain.getChildren());
        for (Endpoint member : getChildren()) {
            member.setParentEndpoint(this);
        }
    }

    @Override
    public void send(MessageContext message) {
        attempts.begin(message);
        Endpoint next = next(message);
        if (next == null) {
            if (getParentEndpoint() == null) {
                Attempts.exhausted(message);
            }
            informFailure(
                    message, Attempts.code(false), "Failover endpoint : " + getName() + " - no ready child endpoints");
            return;
        }
        evaluateProperties(message);
        attempts.sent(next, message);
        message.pushFaultHandler(this);
        next.send(message);
    }

    @Override
    public void onChildEndpointFail(Endpoint member, MessageContext message) {
        attempts.failed(message);
        super.onChildEndpointFail(member, message);
    }

    /** The first that is free; a group that is not dynamic stays with one for as long as it can. */
    private @Nullable Endpoint next(MessageContext message) {
        Endpoint last = isDynamic() ? null : current;
        if (last != null && attempts.isFree(last, message)) {
            return last;
        }
        for (Endpoint member : getChildren()) {
            if (attempts.isFree(member, message)) {
                current = member;
                return member;
            }
        }
        return null;
    }
}
