package org.gatehouse.gateway.deployment;

import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMElement;
import org.gatehouse.gateway.json.JsonPath;
import org.gatehouse.gateway.mediation.mediators.JsonFunction;

/** Puts XPath in the place of JSON paths, which API Manager 1.9 knows and Synapse does not. */
final class JsonExpressions {
    private static final List<QName> EXPRESSIONS =
            List.of(new QName("expression"), new QName("source"), new QName("xpath"));
    private static final String CALL = "json-eval(";
    private static final QName EVALUATOR = new QName("evaluator");

    private static final QName TYPE = new QName("type");

    /** Where mediators work on elements; wherever else, they want a text. */
    private static final List<String> OF_ELEMENTS =
            List.of("iterate", "foreach", "validate", "xslt", "xquery", "correlateOn", "onComplete", "target", "rule");

    private JsonExpressions() {}

    /** Rewrites all expressions in the element and below it, but those of {@code arg}, which asks for its own path. */
    static void rewrite(OMElement element) {
        if (!element.getQName().equals(Xml.synapse("arg"))) {
            EXPRESSIONS.forEach(name -> rewrite(element, name));
        }
        for (Iterator<?> children = element.getChildElements(); children.hasNext(); ) {
            rewrite((OMElement) children.next());
        }
    }

    private static void rewrite(OMElement element, QName name) {
        OMAttribute attribute = element.getAttribute(name);
        if (attribute != null && isJson(element, name)) {
            JsonPath path = path(element, name);
            attribute.setAttributeValue(isOfElements(element, name) ? path.xpath() : JsonFunction.call(path));
        }
    }

    private static boolean isOfElements(OMElement element, QName name) {
        String mediator = element.getLocalName();
        return OF_ELEMENTS.contains(mediator)
                || (name.getLocalPart().equals("xpath") && !mediator.equals("action"))
                || "OM".equals(element.getAttributeValue(TYPE));
    }

    /** Whether the attribute has a JSON path. */
    static boolean isJson(OMElement element, QName name) {
        String text = element.getAttributeValue(name).trim();
        return isCall(text) || "json".equals(element.getAttributeValue(EVALUATOR));
    }

    private static boolean isCall(String text) {
        return text.startsWith(CALL) && text.endsWith(")");
    }

    static JsonPath path(OMElement element, QName name) {
        String text = element.getAttributeValue(name).trim();
        try {
            return JsonPath.of(isCall(text) ? text.substring(CALL.length(), text.length() - 1) : text);
        } catch (IllegalArgumentException refused) {
            throw Refused.at(
                    element.getLineNumber(),
                    element.getLocalName() + ": " + name.getLocalPart() + ": " + refused.getMessage());
        }
    }
}
