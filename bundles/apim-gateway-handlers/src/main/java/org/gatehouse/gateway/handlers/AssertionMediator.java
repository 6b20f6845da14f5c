package org.gatehouse.gateway.handlers;

import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.handlers.security.AssertionHeader;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Gives back ends the signed assertion on the user under its short name too. */
@Component(
        service = Mediator.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.mediators.TokenPasser")
public final class AssertionMediator extends AbstractMediator implements NonBlocking {
    private final AssertionHeader header;

    /** For one sequence. */
    @Activate
    public AssertionMediator(@Reference AssertionHeader header) {
        this.header = header;
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean mediate(MessageContext context) {
        Message message = new Message(context);
        String assertion = message.header(header.name());
        if (assertion == null) {
            // What a client says of itself is no assertion of ours.
            message.headers().remove(AssertionHeader.SHORT_NAME);
        } else {
            message.headers().put(AssertionHeader.SHORT_NAME, assertion);
        }
        return true;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
