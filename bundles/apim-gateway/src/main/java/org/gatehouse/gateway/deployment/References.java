package org.gatehouse.gateway.deployment;

import org.apache.axiom.om.OMElement;

/**
 * What end points name outside of their artefact, wherever in it they stand: taken in here, or refused, before Synapse sees the
 * artefact and would open it.
 */
final class References {
    private References() {}

    /** In the element and all below it. */
    static void resolve(OMElement element, Documents.Reading documents) {
        boolean endpoint = element.getQName().equals(Xml.synapse("endpoint"));
        if (endpoint) {
            EndpointKinds.check(element);
            WireFormats.check(element);
        }
        for (OMElement child : Xml.children(element)) {
            if (endpoint && child.getQName().equals(Xml.synapse("wsdl"))) {
                Wsdl.toAddress(child, documents);
            } else {
                resolve(child, documents);
            }
        }
    }
}
