package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.FaultMediatorFactory;
import org.apache.synapse.mediators.transform.FaultMediator;
import org.apache.synapse.util.xpath.SynapseXPath;
import org.gatehouse.gateway.mediation.mediators.FaultDetail;

/** Makes Synapse's {@code makefault} mediators. Public with its constructor, since Synapse makes it. */
public final class FaultFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("makefault");

    private final FaultMediatorFactory synapse = new FaultMediatorFactory();

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        FaultMediator fault = (FaultMediator) synapse.createMediator(element, properties);
        SynapseXPath detail = fault.getFaultDetailExpr();
        if (detail != null) {
            fault.setFaultDetailExpr(FaultDetail.of(detail));
        }
        return fault;
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
