package org.gatehouse.gateway.mediation.mediators;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMContainer;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMFactory;
import org.apache.axiom.om.OMNode;
import org.apache.axiom.om.OMText;
import org.apache.axiom.soap.SOAPBody;
import org.apache.synapse.MessageContext;
import org.apache.synapse.mediators.AbstractMediator;
import org.gatehouse.gateway.json.XmlCharacters;
import org.gatehouse.gateway.mediation.message.XmlReader;

/**
 * The {@code payloadFactory} of XML: puts arguments into the places {@code $1}, {@code $2} … in the texts and attributes of an
 * element. A text stays one, whatever is in it; an element is copied to where its place is in a text.
 */
public final class XmlPayload extends AbstractMediator {
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

    /** Kept as bytes, since there are thousands of them, and read for each message, which needs a tree of its own. */
    private final byte[] format;

    private final List<PayloadArgument> arguments;

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the format has a place without an argument
     */
    public XmlPayload(OMElement format, List<PayloadArgument> arguments) {
        this.format = format.toString().getBytes(UTF_8);
        this.arguments = List.copyOf(arguments);
        fill(
                XmlReader.read(this.format),
                arguments.stream().map(argument -> PayloadValue.text("")).toList());
    }

    @Override
    public boolean mediate(MessageContext message) {
        // All are found before the body goes.
        List<PayloadValue> values =
                arguments.stream().map(argument -> argument.of(message)).toList();
        OMElement payload = XmlReader.read(format);
        fill(payload, values);
        SOAPBody body = message.getEnvelope().getBody();
        body.removeChildren();
        body.addChild(payload.detach());
        return true;
    }

    @Override
    public boolean isContentAware() {
        return arguments.stream().anyMatch(PayloadArgument::isContentAware);
    }

    private static void fill(OMElement element, List<PayloadValue> values) {
        for (Iterator<?> attributes = element.getAllAttributes(); attributes.hasNext(); ) {
            OMAttribute attribute = (OMAttribute) attributes.next();
            attribute.setAttributeValue(PLACE.matcher(attribute.getAttributeValue())
                    .replaceAll(place -> Matcher.quoteReplacement(
                            XmlCharacters.replaced(value(place.group(1), values).text()))));
        }
        List<OMNode> children = new ArrayList<>();
        for (Iterator<?> each = element.getChildren(); each.hasNext(); ) {
            children.add((OMNode) each.next());
        }
        for (OMNode child : children) {
            if (child instanceof OMElement inner) {
                fill(inner, values);
            } else if (child instanceof OMText text
                    && PLACE.matcher(text.getText()).find()) {
                contents(text.getText(), values).forEach(node -> text.insertSiblingBefore(node(node, element)));
                text.detach();
            }
        }
    }

    /** The text, cut at its places and with what comes there. */
    private static List<Object> contents(String text, List<PayloadValue> values) {
        List<Object> contents = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            contents.add(text.substring(from, place.start()));
            contents.addAll(value(place.group(1), values).content());
            from = place.end();
        }
        contents.add(text.substring(from));
        contents.removeIf(""::equals);
        return contents;
    }

    private static OMNode node(Object content, OMContainer parent) {
        OMFactory factory = parent.getOMFactory();
        return content instanceof OMElement element
                ? element.cloneOMElement()
                : factory.createOMText(XmlCharacters.replaced(content.toString()));
    }

    private static PayloadValue value(String digits, List<PayloadValue> values) {
        return values.get(PayloadPlace.number(digits, values.size()) - 1);
    }
}
