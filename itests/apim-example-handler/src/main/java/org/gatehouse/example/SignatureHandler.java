package org.gatehouse.example;

import java.util.Map;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.rest.Handler;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Signs every answer with the version of this bundle, so that one sees which revision served the call. */
@Component(
        service = Handler.class,
        scope = ServiceScope.PROTOTYPE,
        property = "apim.class=org.gatehouse.example.SignatureHandler")
public final class SignatureHandler implements Handler {
    private final String version;
    private String header = "X-Signed-By";

    /** For one API. */
    @Activate
    public SignatureHandler(BundleContext context) {
        version = context.getBundle().getVersion().toString();
    }

    /** The header to sign with: the {@code header} property in the API's XML. */
    public void setHeader(String header) {
        this.header = header;
    }

    @Override
    public boolean handleRequest(org.apache.synapse.MessageContext message) {
        return true;
    }

    @Override
    public boolean handleResponse(org.apache.synapse.MessageContext message) {
        MessageContext axis2 = ((Axis2MessageContext) message).getAxis2MessageContext();
        @SuppressWarnings("unchecked") // what the gateway puts there
        Map<String, Object> headers = (Map<String, Object>) axis2.getProperty(MessageContext.TRANSPORT_HEADERS);
        headers.put(header, version);
        return true;
    }
}
