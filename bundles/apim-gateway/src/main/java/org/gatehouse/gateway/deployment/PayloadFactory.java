package org.gatehouse.gateway.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.PayloadFactoryMediatorFactory;
import org.apache.synapse.config.xml.SynapseXPathFactory;
import org.gatehouse.gateway.mediation.JsonPayload;

/**
 * Makes {@code payloadFactory} mediators: Synapse's for XML, ours for {@code media-type="json"}. Public with its constructor,
 * since Synapse makes it.
 */
public final class PayloadFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("payloadFactory");

    private final PayloadFactoryMediatorFactory synapse = new PayloadFactoryMediatorFactory();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        String type = Xml.attribute(element, "media-type");
        if (type == null || type.equals("xml")) {
            return synapse.createMediator(element, properties);
        }
        if (!type.equals("json")) {
            throw Refused.at(
                    element.getLineNumber(), "payloadFactory: media-type: " + type + " (expected: xml or json)");
        }
        OMElement format = Xml.child(element, "format");
        if (format == null) {
            throw Refused.at(element.getLineNumber(), "payloadFactory: no format");
        }
        try {
            return new JsonPayload(format.getText(), arguments(element));
        } catch (IllegalArgumentException refused) {
            throw Refused.at(format.getLineNumber(), refused);
        }
    }

    private static List<JsonPayload.Argument> arguments(OMElement element) {
        List<JsonPayload.Argument> arguments = new ArrayList<>();
        OMElement args = Xml.child(element, "args");
        if (args != null) {
            Xml.children(args, "arg").forEach(arg -> arguments.add(argument(arg)));
        }
        return List.copyOf(arguments);
    }

    private static JsonPayload.Argument argument(OMElement arg) {
        String value = arg.getAttributeValue(new QName("value"));
        if (value != null) {
            return new JsonPayload.Argument(value, null);
        }
        Xml.required(arg, "expression");
        try {
            return new JsonPayload.Argument("", SynapseXPathFactory.getSynapseXPath(arg, new QName("expression")));
        } catch (Exception malformed) { // Jaxen's, which is not seen from here
            throw Refused.at(arg.getLineNumber(), "arg: expression: " + malformed.getMessage());
        }
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
