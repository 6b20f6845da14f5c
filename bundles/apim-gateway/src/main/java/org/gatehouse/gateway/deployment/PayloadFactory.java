package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNode;
import org.apache.axiom.om.OMText;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.SynapseXPathFactory;
import org.gatehouse.gateway.mediation.mediators.JsonPayload;
import org.gatehouse.gateway.mediation.mediators.PayloadArgument;
import org.gatehouse.gateway.mediation.mediators.XmlPayload;

/** Makes {@code payloadFactory} mediators. Public with its constructor, since Synapse makes it. */
public final class PayloadFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("payloadFactory");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        String type = Xml.attribute(element, "media-type");
        boolean json = "json".equals(type);
        if (type != null && !json && !type.equals("xml")) {
            throw Refused.at(
                    element.getLineNumber(), "payloadFactory: media-type: " + type + " (expected: xml or json)");
        }
        OMElement format = Xml.child(element, "format");
        if (format == null) {
            throw Refused.at(element.getLineNumber(), "payloadFactory: no format");
        }
        if (Xml.attribute(format, "key") != null) {
            throw Refused.at(
                    format.getLineNumber(),
                    "payloadFactory: format: key: " + Xml.attribute(format, "key") + " (expected: written out)");
        }
        List<PayloadArgument> arguments = arguments(element, json);
        try {
            return json ? new JsonPayload(format.getText(), arguments) : new XmlPayload(content(format), arguments);
        } catch (IllegalArgumentException refused) {
            throw Refused.at(format.getLineNumber(), refused);
        }
    }

    /** The element of a format, without what only indents it. */
    private static OMElement content(OMElement format) {
        OMElement content = format.getFirstElement();
        if (content == null) {
            throw new IllegalArgumentException("payloadFactory: format: no element (expected: one)");
        }
        OMElement copy = content.cloneOMElement();
        removeIndents(copy);
        return copy;
    }

    private static void removeIndents(OMElement element) {
        List<OMNode> blanks = new ArrayList<>();
        for (Iterator<?> children = element.getChildren(); children.hasNext(); ) {
            Object child = children.next();
            if (child instanceof OMText text && text.getText().isBlank()) {
                blanks.add(text);
            } else if (child instanceof OMElement inner) {
                removeIndents(inner);
            }
        }
        blanks.forEach(OMNode::detach);
    }

    private static List<PayloadArgument> arguments(OMElement element, boolean json) {
        List<PayloadArgument> arguments = new ArrayList<>();
        OMElement args = Xml.child(element, "args");
        if (args != null) {
            Xml.children(args, "arg").forEach(arg -> arguments.add(argument(arg, json)));
        }
        return List.copyOf(arguments);
    }

    private static PayloadArgument argument(OMElement arg, boolean json) {
        String value = arg.getAttributeValue(new QName("value"));
        if (value != null) {
            return json ? PayloadArgument.Fixed.json(value) : PayloadArgument.Fixed.xml(value);
        }
        QName expression = new QName("expression");
        Xml.required(arg, expression.getLocalPart());
        if (JsonExpressions.isJson(arg, expression)) {
            return new PayloadArgument.FoundInJson(JsonExpressions.path(arg, expression));
        }
        try {
            return new PayloadArgument.Found(SynapseXPathFactory.getSynapseXPath(arg, expression));
        } catch (Exception malformed) { // Jaxen's, which is not seen from here
            throw Refused.at(arg.getLineNumber(), "arg: expression: " + malformed.getMessage());
        }
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
