package org.gatehouse.gateway.handlers;

import java.util.List;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Copies properties to others, named with {@code .xml} behind. The sequences that older homes have ask for it, from when
 * {@code payloadFactory} took values for markup; it takes them for text now, so that they are copied as they are.
 */
@Component(
        service = Mediator.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.gatehouse.gateway.handlers.XmlText")
public final class XmlText extends AbstractMediator implements NonBlocking {
    private static final String SUFFIX = ".xml";
    private List<String> names = List.of();

    /** The properties, with blanks between. */
    public void setNames(String names) {
        this.names = List.of(names.trim().split("\\s+"));
    }

    @Override
    public boolean canRunNow(MessageContext message) {
        return true;
    }

    @Override
    public boolean mediate(MessageContext message) {
        for (String name : names) {
            Object value = message.getProperty(name);
            message.setProperty(name + SUFFIX, value == null ? "" : value.toString());
        }
        return true;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
