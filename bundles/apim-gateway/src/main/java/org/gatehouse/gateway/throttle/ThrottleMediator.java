package org.gatehouse.gateway.throttle;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.ManagedLifecycle;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.SynapseEnvironment;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.domain.tier.AddressRange;
import org.gatehouse.gateway.mediation.call.CallEnd;
import org.gatehouse.gateway.mediation.mediators.Branching;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers pass as often as a policy says, each told by the address of its connection: no header can make a caller
 * another one. Who may not pass gets the sequence for that, and the call goes no further. A policy that cannot be found lets
 * nobody pass.
 */
public final class ThrottleMediator extends AbstractMediator implements Branching, ManagedLifecycle {
    private final @Nullable String policyKey;
    private final @Nullable Mediator onAccept;
    private final @Nullable Mediator onReject;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(Object source, Gate gate) {}

    /**
     * Makes it.
     *
     * @param policy the policy itself; null if it stands elsewhere
     * @param policyKey the local entry that has it, looked up at each call; null if it is given
     * @throws IllegalArgumentException if the policy is none
     */
    public ThrottleMediator(
            @Nullable OMElement policy,
            @Nullable String policyKey,
            @Nullable Mediator onAccept,
            @Nullable Mediator onReject,
            InstantSource clock) {
        this.policyKey = policyKey;
        this.onAccept = onAccept;
        this.onReject = onReject;
        this.clock = clock;
        this.known = policy == null ? null : new Known(policy, new Gate(Policy.of(policy), clock));
    }

    @Override
    public List<Mediator> branches() {
        return Stream.of(onAccept, onReject)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    @Override
    public boolean mediate(MessageContext message) {
        Gate gate = gate(message);
        if (gate == null || !gate.admits(caller(message)) || !enters(gate, message)) {
            if (onReject != null) {
                onReject.mediate(message);
            }
            return false;
        }
        return onAccept == null || onAccept.mediate(message);
    }

    private static boolean enters(Gate gate, MessageContext message) {
        if (!gate.enter()) {
            return false;
        }
        CallEnd.of(message, gate::leave);
        return true;
    }

    private static InetAddress caller(MessageContext message) {
        Object address =
                ((Axis2MessageContext) message).getAxis2MessageContext().getProperty("REMOTE_ADDR");
        byte[] bytes = AddressRange.address(String.valueOf(address));
        try {
            return InetAddress.getByAddress(Objects.requireNonNull(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of no length", e);
        }
    }

    /** Another entry under the key is another policy, counted from its beginning. */
    private @Nullable Gate gate(MessageContext message) {
        Known now = known;
        if (policyKey == null) {
            return now == null ? null : now.gate();
        }
        Object entry = message.getEntry(policyKey);
        if (!(entry instanceof OMElement element)) {
            log.warn("throttle: " + policyKey + ": nobody passes (expected: a local entry with a policy)");
            return null;
        }
        if (now == null || now.source() != element) {
            now = new Known(element, new Gate(Policy.of(element), clock));
            known = now;
        }
        return now.gate();
    }

    @Override
    public void init(SynapseEnvironment environment) {
        branches().forEach(branch -> {
            if (branch instanceof ManagedLifecycle managed) {
                managed.init(environment);
            }
        });
    }

    @Override
    public void destroy() {
        branches().forEach(branch -> {
            if (branch instanceof ManagedLifecycle managed) {
                managed.destroy();
            }
        });
    }
}
