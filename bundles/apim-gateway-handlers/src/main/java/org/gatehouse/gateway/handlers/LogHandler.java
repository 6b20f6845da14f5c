package org.gatehouse.gateway.handlers;

import org.apache.synapse.MessageContext;
import org.apache.synapse.rest.Handler;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each request and answer of the APIs that people add it to. Headers and bodies are left out: they hold secrets. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.wso2.carbon.apimgt.gateway.handlers.logging.APILogMessageHandler")
public final class LogHandler implements Handler, NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(LogHandler.class);

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean handleRequest(MessageContext context) {
        if (LOG.isInfoEnabled()) {
            Message message = new Message(context);
            LOG.info(
                    "request {} {} {} from {}",
                    message.verb(),
                    message.context(),
                    message.resource(),
                    message.client());
        }
        return true;
    }

    @Override
    public boolean handleResponse(MessageContext context) {
        if (LOG.isInfoEnabled()) {
            Message message = new Message(context);
            LOG.info(
                    "answer {} to {} {} {}",
                    message.axis().getProperty("HTTP_SC"),
                    message.verb(),
                    message.context(),
                    message.resource());
        }
        return true;
    }
}
