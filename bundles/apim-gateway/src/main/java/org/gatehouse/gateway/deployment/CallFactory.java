package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.mediation.mediators.CallMediator;

/** Makes {@code call} mediators, which Synapse has none of. Public with its constructor, since Synapse makes it. */
public final class CallFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("call");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        OMElement endpoint = Xml.child(element, "endpoint");
        return new CallMediator(endpoint == null ? null : Endpoints.build(endpoint, true, properties));
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
