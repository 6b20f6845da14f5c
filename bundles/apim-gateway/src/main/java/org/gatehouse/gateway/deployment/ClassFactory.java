package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;

/** Makes {@code class} mediators of what other bundles provide. Public with its constructor, since Synapse makes it. */
public final class ClassFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("class");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        return BuildContext.of(properties).mediator(element);
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
