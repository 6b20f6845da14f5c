package org.gatehouse.gateway.handlers;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.axis2.Constants;
import org.apache.synapse.MessageContext;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.apache.synapse.rest.RESTConstants;
import org.gatehouse.gateway.handlers.security.Admission;
import org.gatehouse.gateway.spi.CallProperties;
import org.jspecify.annotations.Nullable;

/** A Synapse message, with the questions that handlers ask of it. */
record Message(MessageContext synapse) {
    static final String JSON = "application/json";
    static final String XML = "application/xml";
    static final String SOAP11 = "text/xml";
    static final String SOAP12 = "application/soap+xml";

    private static final String ADMISSION = "__API_AUTH_CONTEXT";

    @Nullable String text(String property) {
        Object value = synapse.getProperty(property);
        return value == null ? null : value.toString();
    }

    String textOrEmpty(String property) {
        return textOr(property, "");
    }

    String textOr(String property, String otherwise) {
        Object value = synapse.getProperty(property);
        return value == null ? otherwise : value.toString();
    }

    void set(String property, @Nullable Object value) {
        if (value != null) {
            synapse.setProperty(property, value);
        } else if (synapse.getProperty(property) != null) {
            synapse.getPropertyKeySet().remove(property);
        }
    }

    org.apache.axis2.context.MessageContext axis() {
        return ((Axis2MessageContext) synapse).getAxis2MessageContext();
    }

    /** Header fields by name, in any case; changes go through. */
    @SuppressWarnings("unchecked") // what transports put there
    Map<String, Object> headers() {
        org.apache.axis2.context.MessageContext axis = axis();
        Map<String, Object> headers =
                (Map<String, Object>) axis.getProperty(org.apache.axis2.context.MessageContext.TRANSPORT_HEADERS);
        if (headers == null) {
            headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            axis.setProperty(org.apache.axis2.context.MessageContext.TRANSPORT_HEADERS, headers);
        }
        return headers;
    }

    @Nullable String header(String name) {
        Object value = headers().get(name);
        return value == null ? null : value.toString();
    }

    String verb() {
        Object verb = axis().getProperty(Constants.Configuration.HTTP_METHOD);
        return verb == null ? textOrEmpty(RESTConstants.REST_METHOD) : verb.toString();
    }

    /** Context of the API, version included. */
    String context() {
        return textOrEmpty(RESTConstants.REST_API_CONTEXT);
    }

    String version() {
        return textOrEmpty(RESTConstants.SYNAPSE_REST_API_VERSION);
    }

    /** Name under which the API is deployed: provider, two hyphens, name, and its version if it has one. */
    String apiName() {
        String name = textOrEmpty(RESTConstants.SYNAPSE_REST_API);
        return name.contains(":v") || version().isEmpty() ? name : name + ":v" + version();
    }

    /** Whether the gateway itself calls, for an API without a version. */
    boolean isByDefault() {
        return Boolean.TRUE.equals(synapse.getProperty(CallProperties.BY_DEFAULT));
    }

    @Nullable String resource() {
        return text(CallProperties.ELECTED_RESOURCE);
    }

    String client() {
        return textOrEmpty(CallProperties.CLIENT_ADDRESS);
    }

    /** Runs the task when the call is over, however it ends. */
    @SuppressWarnings("unchecked") // what the gateway puts there
    void atEnd(Runnable task) {
        if (synapse.getProperty(CallProperties.AT_END) instanceof Consumer<?> atEnd) {
            ((Consumer<Runnable>) atEnd).accept(task);
        } else {
            task.run();
        }
    }

    /** Bytes of both bodies that have passed so far. */
    long bodyBytes() {
        return synapse.getProperty(CallProperties.BODY_BYTES) instanceof Long bytes ? bytes : 0;
    }

    @Nullable Admission admission() {
        return synapse.getProperty(ADMISSION) instanceof Admission admission ? admission : null;
    }

    void admit(Admission admission) {
        synapse.setProperty(ADMISSION, admission);
    }

    /** Media type of the body, in lower case and without parameters; empty if not known. */
    String mediaType() {
        String type = header("Content-Type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** {@link #SOAP11} or {@link #SOAP12} if the client speaks SOAP, else null. */
    @Nullable String soapType() {
        String type = mediaType();
        if (type.equals(SOAP12)) {
            return SOAP12;
        }
        return type.equals(SOAP11) && header("SOAPAction") != null ? SOAP11 : null;
    }
}
