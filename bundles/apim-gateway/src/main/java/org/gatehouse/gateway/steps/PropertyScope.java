package org.gatehouse.gateway.steps;

import java.util.HashMap;
import java.util.Map;
import org.apache.axis2.context.MessageContext;
import org.apache.synapse.config.xml.XMLConfigConstants;
import org.apache.synapse.core.axis2.Axis2MessageContext;
import org.jspecify.annotations.Nullable;

/** Where a property stands: the scopes of the property mediator. */
enum PropertyScope {
    /** On the message. */
    MESSAGE {
        @Override
        @Nullable Object get(org.apache.synapse.MessageContext message, String name) {
            return message.getProperty(name);
        }

        @Override
        void put(org.apache.synapse.MessageContext message, String name, @Nullable Object value) {
            message.setProperty(name, value);
        }

        @Override
        void remove(org.apache.synapse.MessageContext message, String name) {
            message.getPropertyKeySet().remove(name);
        }
    },
    /** On the message of the transport. */
    AXIS2 {
        @Override
        @Nullable Object get(org.apache.synapse.MessageContext message, String name) {
            return axis(message).getProperty(name);
        }

        @Override
        void put(org.apache.synapse.MessageContext message, String name, @Nullable Object value) {
            axis(message).setProperty(name, value);
        }

        @Override
        void remove(org.apache.synapse.MessageContext message, String name) {
            axis(message).removeProperty(name);
        }
    },
    /** Among the header fields. */
    TRANSPORT {
        @Override
        @Nullable Object get(org.apache.synapse.MessageContext message, String name) {
            return fields(message).get(name);
        }

        @Override
        void put(org.apache.synapse.MessageContext message, String name, @Nullable Object value) {
            fields(message).put(name, value);
        }

        @Override
        void remove(org.apache.synapse.MessageContext message, String name) {
            fields(message).remove(name);
        }
    };

    abstract @Nullable Object get(org.apache.synapse.MessageContext message, String name);

    abstract void put(org.apache.synapse.MessageContext message, String name, @Nullable Object value);

    abstract void remove(org.apache.synapse.MessageContext message, String name);

    /** The scope that a mediator or function names, the message if it names none; null for one that is not read here. */
    static @Nullable PropertyScope of(@Nullable String scope) {
        if (scope == null || scope.equals(XMLConfigConstants.SCOPE_DEFAULT)) {
            return MESSAGE;
        }
        return switch (scope) {
            case XMLConfigConstants.SCOPE_AXIS2 -> AXIS2;
            case XMLConfigConstants.SCOPE_TRANSPORT -> TRANSPORT;
            default -> null;
        };
    }

    private static MessageContext axis(org.apache.synapse.MessageContext message) {
        return ((Axis2MessageContext) message).getAxis2MessageContext();
    }

    @SuppressWarnings("unchecked") // what transports put there
    private static Map<String, Object> fields(org.apache.synapse.MessageContext message) {
        MessageContext axis = axis(message);
        Map<String, Object> fields = (Map<String, Object>) axis.getProperty(MessageContext.TRANSPORT_HEADERS);
        if (fields == null) {
            fields = new HashMap<>();
            axis.setProperty(MessageContext.TRANSPORT_HEADERS, fields);
        }
        return fields;
    }
}
