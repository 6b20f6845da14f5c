package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Runs the sequences that people add to all APIs and to one, where they exist. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.ext.APIManagerExtensionHandler")
public final class ExtensionHandler implements Handler, NonBlocking {
    private static final String GLOBAL = "WSO2AM--Ext";
    private static final String IN = "--In";
    private static final String OUT = "--Out";

    /** What such a sequence does is not known. */
    @Override
    public boolean canRunNow(MessageContext context) {
        Message message = new Message(context);
        String direction = context.isResponse() ? OUT : IN;
        return Sequences.find(message, GLOBAL + direction) == null
                && Sequences.find(message, message.apiName() + direction) == null;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        return run(new Message(context), IN);
    }

    @Override
    public boolean handleResponse(MessageContext context) {
        return run(new Message(context), OUT);
    }

    private static boolean run(Message message, String direction) {
        return Sequences.run(message, GLOBAL + direction) && Sequences.run(message, message.apiName() + direction);
    }
}
