package org.gatehouse.gateway.mediation.mediators;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.json.JsonPath;
import org.gatehouse.gateway.json.JsonValue;
import org.gatehouse.gateway.mediation.message.XmlReader;
import org.jspecify.annotations.Nullable;

/** What stands for one place of a {@code payloadFactory}. */
public sealed interface PayloadArgument {
    /** What it is for this message. */
    PayloadValue of(MessageContext message);

    /** Whether the message's body must be there. */
    boolean isContentAware();

    /** The same for every message. Its author may have written markup. */
    record Fixed(PayloadValue value) implements PayloadArgument {
        /** Markup if it is well-formed, else a text. */
        public static Fixed xml(String value) {
            OMElement markup = value.stripLeading().startsWith("<") ? read(value) : null;
            return new Fixed(markup == null ? PayloadValue.text(value) : PayloadValue.markup(value, markup));
        }

        private static @Nullable OMElement read(String value) {
            try {
                return XmlReader.read(value.trim().getBytes(UTF_8));
            } catch (OMException text) {
                return null;
            }
        }

        /** A text, or what JSON reads in it. */
        public static Fixed json(String value) {
            return new Fixed(PayloadValue.text(value));
        }

        @Override
        public PayloadValue of(MessageContext message) {
            return value;
        }

        @Override
        public boolean isContentAware() {
            return false;
        }
    }

    /** What an XPath finds. */
    record Found(SynapseXPath expression) implements PayloadArgument {
        @Override
        public PayloadValue of(MessageContext message) {
            try {
                return PayloadValue.found(expression.evaluate(message));
            } catch (RuntimeException known) {
                throw known;
            } catch (Exception failed) { // Jaxen's, which is not seen from here
                throw new SynapseException("payloadFactory: " + expression + ": " + failed.getMessage(), failed);
            }
        }

        @Override
        public boolean isContentAware() {
            return expression.isContentAware();
        }
    }

    /** What a JSON path finds in the body. */
    record FoundInJson(JsonPath path) implements PayloadArgument {
        @Override
        public PayloadValue of(MessageContext message) {
            JsonValue found = path.find(message.getEnvelope().getBody().getFirstElement());
            return found == null ? PayloadValue.text("") : PayloadValue.json(found);
        }

        @Override
        public boolean isContentAware() {
            return true;
        }
    }
}
