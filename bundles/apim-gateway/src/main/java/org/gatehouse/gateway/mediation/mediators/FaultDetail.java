package org.gatehouse.gateway.mediation.mediators;

import org.apache.axiom.om.OMAbstractFactory;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.om.OMNode;
import org.apache.synapse.MessageContext;
import org.apache.synapse.SynapseException;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.json.XmlCharacters;

/**
 * The expression of a fault's detail. Synapse would read a text that it finds as markup, and drop it if it is none; this finds
 * a text as a text, and a copy of an element.
 */
public final class FaultDetail extends SynapseXPath {
    private static final long serialVersionUID = 1;

    private final SynapseXPath expression;

    private FaultDetail(SynapseXPath expression) throws Exception {
        super(expression.toString());
        this.expression = expression;
    }

    /** In the place of another expression. */
    public static FaultDetail of(SynapseXPath expression) {
        try {
            return new FaultDetail(expression);
        } catch (Exception impossible) { // Jaxen's: it was read before
            throw new IllegalArgumentException(impossible);
        }
    }

    @Override
    public Object evaluate(Object message) {
        try {
            return PayloadValue.found(expression.evaluate(message)).content().stream()
                    .map(FaultDetail::node)
                    .toList();
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception failed) { // Jaxen's, which is not seen from here
            throw new SynapseException("makefault: " + expression + ": " + failed.getMessage(), failed);
        }
    }

    private static OMNode node(Object content) {
        return content instanceof OMElement element
                ? element.cloneOMElement()
                : OMAbstractFactory.getOMFactory().createOMText(XmlCharacters.replaced(content.toString()));
    }

    @Override
    public String stringValueOf(MessageContext message) {
        return expression.stringValueOf(message);
    }

    @Override
    public boolean isContentAware() {
        return expression.isContentAware();
    }
}
