package org.gatehouse.gateway.handlers;

import java.util.List;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;
import org.gatehouse.gateway.spi.SequenceRunner;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Runs the sequences that people add to all APIs and to one, where they exist. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.ext.APIManagerExtensionHandler")
public final class ExtensionHandler implements Handler, NonBlocking, SequenceRunner {
    private static final String IN = "--In";
    private static final String OUT = "--Out";
    private static final String GLOBAL_IN = "WSO2AM--Ext" + IN;
    private static final String GLOBAL_OUT = "WSO2AM--Ext" + OUT;

    /** Of the one API that this handler belongs to. */
    private record Own(String api, String in, String out) {
        static Own of(String api) {
            return new Own(api, api + IN, api + OUT);
        }
    }

    private volatile Own own = Own.of("");

    @Override
    public List<String> sequences(MessageContext context) {
        Message message = new Message(context);
        boolean out = context.isResponse();
        Own names = own(message);
        String global = out ? GLOBAL_OUT : GLOBAL_IN;
        String own = out ? names.out() : names.in();
        if (Sequences.find(message, own) == null) {
            return Sequences.find(message, global) == null ? List.of() : List.of(global);
        }
        return Sequences.find(message, global) == null ? List.of(own) : List.of(global, own);
    }

    /** What such a sequence does is not known. */
    @Override
    public boolean canRunNow(MessageContext message) {
        return sequences(message).isEmpty();
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        Message message = new Message(context);
        return Sequences.run(message, GLOBAL_IN)
                && Sequences.run(message, own(message).in());
    }

    @Override
    public boolean handleResponse(MessageContext context) {
        Message message = new Message(context);
        return Sequences.run(message, GLOBAL_OUT)
                && Sequences.run(message, own(message).out());
    }

    private Own own(Message message) {
        String api = message.apiName();
        Own known = own;
        if (!known.api().equals(api)) {
            known = Own.of(api);
            own = known;
        }
        return known;
    }
}
