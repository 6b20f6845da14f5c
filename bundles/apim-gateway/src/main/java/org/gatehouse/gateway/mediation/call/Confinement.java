package org.gatehouse.gateway.mediation.call;

import javax.xml.stream.XMLInputFactory;
import org.apache.axiom.om.util.StAXUtils;
import org.jaxen.FunctionCallException;
import org.jaxen.XPathFunctionContext;

/**
 * Takes from the libraries what could open something outside of a message: the document types of Axiom's parsers and the
 * {@code document()} of XPath.
 */
final class Confinement {
    private Confinement() {}

    /**
     * Holds from now on for everything in this process that uses Synapse's libraries.
     *
     * @throws IllegalStateException if it would not hold
     */
    static void begin() {
        // By thread, Axiom would ask whatever loader stands there for the properties of its parsers, and find none.
        StAXUtils.setFactoryPerClassLoader(false);
        XMLInputFactory parsers = StAXUtils.getXMLInputFactory();
        if (!Boolean.FALSE.equals(parsers.getProperty(XMLInputFactory.SUPPORT_DTD))) {
            throw new IllegalStateException("Axiom's parsers would read document types: " + parsers.getClass());
        }
        ((XPathFunctionContext) XPathFunctionContext.getInstance())
                .registerFunction(null, "document", (context, args) -> {
                    throw new FunctionCallException("document() reads nothing outside of the message");
                });
    }
}
