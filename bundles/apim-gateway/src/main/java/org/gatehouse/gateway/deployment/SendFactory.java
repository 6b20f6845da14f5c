package org.gatehouse.gateway.deployment;

import java.util.Properties;
import javax.xml.namespace.QName;
import org.apache.axiom.om.OMElement;
import org.apache.synapse.Mediator;
import org.apache.synapse.config.xml.AbstractMediatorFactory;
import org.apache.synapse.config.xml.ValueFactory;
import org.apache.synapse.mediators.builtin.SendMediator;

/** Makes Synapse's send mediator with our endpoints. Public with its constructor, since Synapse makes it. */
public final class SendFactory extends AbstractMediatorFactory {
    static final QName TAG = Xml.synapse("send");

    @Override
    protected Mediator createSpecificMediator(OMElement element, Properties properties) {
        SendMediator send = new SendMediator();
        processAuditStatus(send, element);
        OMElement endpoint = Xml.child(element, "endpoint");
        if (endpoint != null) {
            send.setEndpoint(Endpoints.build(endpoint, true, properties));
        }
        if (Xml.attribute(element, "receive") != null) {
            send.setReceivingSequence(new ValueFactory().createValue("receive", element));
        }
        return send;
    }

    @Override
    public QName getTagQName() {
        return TAG;
    }
}
