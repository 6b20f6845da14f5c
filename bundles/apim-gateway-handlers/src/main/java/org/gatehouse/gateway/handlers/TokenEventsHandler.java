package org.gatehouse.gateway.handlers;

import java.util.List;
import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.gateway.handlers.cors.CorsPolicy;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Forgets the tokens that an answer of the key manager says are over, before the client sees that answer. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.ext.APIManagerCacheExtensionHandler")
public final class TokenEventsHandler implements Handler, NonBlocking {
    private static final List<String> TOKENS = List.of("RevokedAccessToken", "DeactivatedAccessToken");
    private static final String USER = "AuthorizedUser";

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<KeyMemory> memories = List.of();

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext message) {
        return true;
    }

    /** The headers are between key manager and gateway; a token is nobody else's business. */
    @Override
    public boolean handleResponse(MessageContext context) {
        Message message = new Message(context);
        for (String name : TOKENS) {
            String tokens = message.header(name);
            if (tokens != null) {
                CorsPolicy.list(tokens).forEach(token -> memories.forEach(memory -> memory.forgetToken(token)));
                message.headers().remove(name);
            }
        }
        message.headers().remove(USER);
        return true;
    }
}
