package org.gatehouse.gateway.deployment;

import java.io.OutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMException;
import org.apache.axiom.om.OMOutputFormat;
import org.apache.synapse.MessageContext;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.jspecify.annotations.Nullable;

/** Looks, after a failure, at what a mediator was to work on. */
final class Content {
    private Content() {}

    /** Whether the message has nothing there, or what XML cannot say; without a path, what the body holds is meant. */
    static boolean isUnfit(@Nullable SynapseXPath path, MessageContext message) {
        Object found = path == null
                ? message.getEnvelope().getBody().getFirstElement()
                : path.evaluate(message.getEnvelope(), message);
        Object first =
                found instanceof List<?> nodes ? nodes.stream().findFirst().orElse(null) : found;
        return first == null || (first instanceof OMElement element && !isWritable(element));
    }

    /** Of JSON and forms, texts may have characters that XML does not. */
    private static boolean isWritable(OMElement element) {
        try {
            element.serialize(OutputStream.nullOutputStream(), new OMOutputFormat());
            return true;
        } catch (XMLStreamException | OMException unwritable) {
            return false;
        }
    }
}
