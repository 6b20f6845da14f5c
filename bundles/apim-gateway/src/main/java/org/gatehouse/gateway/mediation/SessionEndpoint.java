package org.gatehouse.gateway.mediation;

import java.time.Duration;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.endpoints.AddressEndpoint;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.EndpointDefinition;
import org.apache.synapse.endpoints.LoadbalanceEndpoint;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Shares load, but for the calls of a session, which stay with the member that it began at. Where that one is suspended or
 * fails, the session goes on at another. Synapse's own of this kind keeps sessions without bound.
 */
public final class SessionEndpoint extends LoadbalanceEndpoint {
    /** The group in which a member has just failed: the call comes back to it, and must not go to that member again. */
    private static final String FAILED = "org.gatehouse.gateway.session.failed";

    private final Duration life;
    private @Nullable Sessions sessions;

    /**
     * In the place of a group that knows no sessions.
     *
     * @param life how long a session may be quiet
     */
    public SessionEndpoint(LoadbalanceEndpoint plain, Duration life) {
        this.life = life;
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
    public void init(SynapseEnvironment environment) {
        sessions = ((CallEnvironment) environment).sessions();
        super.init(environment);
    }

    @Override
    public void send(org.apache.synapse.MessageContext message) {
        Endpoint home = hasFailed(message) ? null : home(message);
        if (home == null || !home.readyToSend()) {
            super.send(message);
            return;
        }
        evaluateProperties(message);
        message.pushFaultHandler(this);
        home.send(message);
    }

    @Override
    public void onChildEndpointFail(Endpoint member, org.apache.synapse.MessageContext message) {
        message.setProperty(FAILED, this);
        super.onChildEndpointFail(member, message);
    }

    /** Told once, so that the same message can be sent here anew later. */
    private boolean hasFailed(org.apache.synapse.MessageContext message) {
        boolean failed = equals(message.getProperty(FAILED));
        if (failed) {
            message.getPropertyKeySet().remove(FAILED);
        }
        return failed;
    }

    private @Nullable Endpoint home(org.apache.synapse.MessageContext message) {
        Sessions known = sessions;
        Headers request = HeaderMap.headers(
                ((Axis2MessageContext) message).getAxis2MessageContext().getProperty(MessageContext.TRANSPORT_HEADERS));
        String member = known == null ? null : known.member(getName(), request);
        for (Endpoint child : getChildren()) {
            if (name(child).equals(member)) {
                return child;
            }
        }
        return null;
    }

    /** A member gave this answer. */
    void answered(Endpoint member, Headers answer) {
        Sessions known = sessions;
        if (known != null) {
            known.began(getName(), name(member), answer, life);
        }
    }

    /** The same after a deployment, as long as it is the same back end. */
    private static String name(Endpoint member) {
        return member instanceof AddressEndpoint leaf ? leaf.getDefinition().getAddress() : member.getName();
    }
}
