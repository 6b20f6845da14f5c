package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.gatehouse.gateway.mediation.mediators.BuildMediator;

/**
 * Makes {@code builder} mediators. Which classes read and write which media type is the gateway's own business; those named in
 * the element are not looked for.
 */
public final class BuilderFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("builder");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        return new BuildMediator();
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
