package org.gatehouse.gateway.mediation.backend;

import java.time.Duration;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.endpoints.AddressEndpoint;
import org.apache.synapse.endpoints.Endpoint;
import org.apache.synapse.endpoints.LoadbalanceEndpoint;
import org.gatehouse.gateway.mediation.message.HeaderMap;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Shares load, but for the calls of a session, which stay with the member that it began at. Where that one is suspended or
 * fails, the session goes on at another. Synapse's own of this kind keeps sessions without bound.
 */
public final class SessionEndpoint extends BalancedGroup {
    private final Duration life;
    private @Nullable Sessions sessions;

    /**
     * In the place of a group that knows no sessions.
     *
     * @param life how long a session may be quiet
     */
    public SessionEndpoint(LoadbalanceEndpoint plain, Duration life) {
        super(plain);
        this.life = life;
    }

    @Override
    public void init(SynapseEnvironment environment) {
        sessions = ((KeepsSessions) environment).sessions();
        super.init(environment);
    }

    @Override
    @Nullable Endpoint preferred(org.apache.synapse.MessageContext message) {
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
    public void answered(Endpoint member, Headers answer) {
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
