package org.gatehouse.gateway.mediation.call;

import org.apache.axis2.AxisFault;
import org.apache.axis2.context.ConfigurationContext;
import org.apache.axis2.context.MessageContext;
import org.apache.axis2.description.TransportOutDescription;
import org.apache.axis2.handlers.AbstractHandler;
import org.apache.axis2.transport.TransportSender;
import org.gatehouse.gateway.mediation.message.LightMessage;

/** Where {@code Axis2Sender.sendBack} ends, which {@code respond} and many handlers call. */
final class AnswerSender extends AbstractHandler implements TransportSender {
    @Override
    public InvocationResponse invoke(MessageContext message) throws AxisFault {
        if (!(message instanceof LightMessage light)) {
            throw new AxisFault("Only a message of a call can be answered");
        }
        light.call().answer(light);
        return InvocationResponse.CONTINUE;
    }

    @Override
    public void init(ConfigurationContext context, TransportOutDescription description) {}

    @Override
    public void cleanup(MessageContext message) {}

    @Override
    public void stop() {}
}
