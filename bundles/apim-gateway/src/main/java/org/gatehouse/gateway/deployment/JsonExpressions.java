package org.gatehouse.gateway.deployment;

import java.util.Iterator;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMAttribute;
import org.apache.axiom.om.OMElement;
import org.gatehouse.gateway.json.JsonPath;

/** Puts XPath in the place of JSON paths, which API Manager 1.9 knows and Synapse does not. */
final class JsonExpressions {
    private static final List<String> EXPRESSIONS = List.of("expression", "source", "xpath");
    private static final String CALL = "json-eval(";
    private static final QName EVALUATOR = new QName("evaluator");

    private JsonExpressions() {}

    /** Rewrites all expressions in the element and below it. */
    static void rewrite(OMElement element) {
        for (String name : EXPRESSIONS) {
            OMAttribute attribute = element.getAttribute(new QName(name));
            if (attribute != null) {
                rewrite(element, attribute);
            }
        }
        for (Iterator<?> children = element.getChildElements(); children.hasNext(); ) {
            rewrite((OMElement) children.next());
        }
    }

    private static void rewrite(OMElement element, OMAttribute attribute) {
        String text = attribute.getAttributeValue().trim();
        boolean called = text.startsWith(CALL) && text.endsWith(")");
        if (!called && !"json".equals(element.getAttributeValue(EVALUATOR))) {
            return;
        }
        try {
            attribute.setAttributeValue(
                    JsonPath.xpath(called ? text.substring(CALL.length(), text.length() - 1) : text));
        } catch (IllegalArgumentException refused) {
            throw Refused.at(
                    element.getLineNumber(),
                    element.getLocalName() + ": " + attribute.getLocalName() + ": " + refused.getMessage());
        }
    }
}
