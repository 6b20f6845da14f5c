package org.gatehouse.gateway.mediation.backend;

import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseConstants;
import org.apache.synapse.endpoints.DefaultEndpoint;

/**
 * A {@code default} endpoint, which goes where each message says. That one of these places is away says nothing of the others,
 * so only error codes that its XML names suspend it.
 */
public final class ElsewhereEndpoint extends DefaultEndpoint {
    /** In the place of Synapse's. */
    public ElsewhereEndpoint(DefaultEndpoint plain) {
        setEnableMBeanStats(false);
        setName(plain.getName());
        setAnonymous(plain.isAnonymous());
        setDefinition(plain.getDefinition());
        setErrorHandler(plain.getErrorHandler());
        addProperties(plain.getProperties());
    }

    @Override
    protected boolean isTimeout(MessageContext message) {
        return getDefinition().getTimeoutErrorCodes().contains(code(message));
    }

    @Override
    protected boolean isSuspendFault(MessageContext message) {
        return getDefinition().getSuspendErrorCodes().contains(code(message));
    }

    private static Object code(MessageContext message) {
        Object code = message.getProperty(SynapseConstants.ERROR_CODE);
        return code == null ? SynapseConstants.DEFAULT_ERROR : code;
    }
}
