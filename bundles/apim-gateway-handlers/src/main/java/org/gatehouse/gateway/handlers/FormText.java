package org.gatehouse.gateway.handlers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.synapse.Mediator;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.spi.NonBlocking;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Copies properties to others, named with {@code .form} behind, in which no character means anything to a form
 * ({@code application/x-www-form-urlencoded}). Synapse's {@code url-encode()} does not do for that: it leaves {@code &}
 * and {@code =} as they are.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL Standard, 5</a>
 */
@Component(
        service = Mediator.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.gatehouse.gateway.handlers.FormText")
public final class FormText extends AbstractMediator implements NonBlocking {
    private static final String SUFFIX = ".form";
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
            String text = value == null ? "" : value.toString();
            message.setProperty(name + SUFFIX, URLEncoder.encode(text, StandardCharsets.UTF_8));
        }
        return true;
    }

    @Override
    public boolean isContentAware() {
        return false;
    }
}
