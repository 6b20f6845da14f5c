package org.gatehouse.gateway.mediation.mediators;

import java.util.List;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.MessageContext;
import org.apache.synapse.util.xpath.ext.SynapseXpathFunctionContextProvider;
import org.gatehouse.gateway.json.JsonPath;
import org.gatehouse.gateway.json.JsonValue;
import org.jaxen.Function;

/**
 * {@code json-eval} as a function of XPath, for mediators that want a text: a string's own, JSON of everything else, and
 * nothing where nothing is.
 */
public final class JsonFunction implements SynapseXpathFunctionContextProvider {
    private static final String NAME = "json-eval";

    /** For an environment of Synapse. */
    public JsonFunction() {}

    /** The XPath that calls it. */
    public static String call(JsonPath path) {
        // In a literal of XPath, a quotation mark would be its end, and Synapse looks for dollar signs.
        String literal = path.toString().replace("%", "%25").replace("'", "%27").replace("$", "%24");
        return NAME + "('" + literal + "', $body/*[1])";
    }

    private static String path(Object literal) {
        return literal.toString().replace("%24", "$").replace("%27", "'").replace("%25", "%");
    }

    @Override
    public Function getInitializedExtFunction(MessageContext message) {
        return (context, arguments) -> {
            OMElement root =
                    arguments.get(1) instanceof List<?> nodes && !nodes.isEmpty() ? (OMElement) nodes.get(0) : null;
            JsonValue found = JsonPath.of(path(arguments.get(0))).find(root);
            return found == null ? "" : found.text();
        };
    }

    @Override
    public QName getResolvingQName() {
        return new QName(NAME);
    }
}
